using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace LoyaltyFunctions.Sandbox.Azurite;

/// <summary>
/// Azurite, Microsoft's storage emulator, as a process of its own on free loopback ports, with its data in a folder of its own that goes
/// when it ends. It ends with this program, in whatever way that ends. On disk rather than in memory: with in-memory persistence it stands
/// still for seconds while it frees old messages.
/// </summary>
public sealed partial class AzuriteServer : IAsyncDisposable
{
    // The emulator's published key: https://learn.microsoft.com/azure/storage/common/storage-use-azurite#well-known-storage-account-and-key
    private const string AccountName = "devstoreaccount";
    private const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    // Runs the emulator inside a process that holds on to our end of standard input: the system closes it even when we are killed.
    private const string Wrapper =
        """
        const [folder, azurite] = process.argv.splice(1, 2);
        process.argv.splice(1, 0, azurite);
        process.stdin.resume().on('close', () => {
          require('fs').rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
          process.exit(0);
        });
        require(azurite);
        """;

    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(5);

    private readonly Process process;
    private readonly string folder;
    private readonly Dictionary<string, int> ports = [];
    private readonly TaskCompletionSource listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private AzuriteServer(string modules, int accounts)
    {
        var memory = "/dev/shm";
        folder = Directory.CreateDirectory(
            Path.Combine(Directory.Exists(memory) ? memory : Path.GetTempPath(), $"loyalty-azurite-{Guid.NewGuid():n}")).FullName;
        process = new Process { StartInfo = Start(modules, folder, accounts) };
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, _) => { };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Of its first account.</summary>
    public string ConnectionString => ConnectionStringOf(1);

    public int ProcessId => process.Id;

    /// <summary>Installs Azurite if need be, starts it and waits until it listens.</summary>
    /// <param name="accounts">How many storage accounts it has, none of which knows of another.</param>
    public static async Task<AzuriteServer> StartAsync(CancellationToken ct, int accounts = 1)
    {
        var server = new AzuriteServer(await NodePackages.EnsureAsync(ct), accounts);
        try
        {
            await server.listening.Task.WaitAsync(StartsWithin, ct);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <param name="account">From 1 on.</param>
    public string ConnectionStringOf(int account) =>
        $"DefaultEndpointsProtocol=http;AccountName={NameOf(account)};AccountKey={AccountKey};" +
        $"QueueEndpoint=http://127.0.0.1:{ports["Queue"]}/{NameOf(account)};TableEndpoint=http://127.0.0.1:{ports["Table"]}/{NameOf(account)};";

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(EndsWithin));
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private static string NameOf(int account) => string.Create(CultureInfo.InvariantCulture, $"{AccountName}{account}");

    private static ProcessStartInfo Start(string modules, string folder, int accounts) => new(
        "node",
        [
            "-e", Wrapper, folder, Path.Combine(modules, "azurite", "dist", "src", "azurite.js"),
            "--location", folder, "--skipApiVersionCheck", "--disableTelemetry", "--silent",
            "--blobHost", "127.0.0.1", "--blobPort", "0", "--queueHost", "127.0.0.1", "--queuePort", "0", "--tableHost", "127.0.0.1", "--tablePort", "0",
        ])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        RedirectStandardInput = true,
        Environment = { ["AZURITE_ACCOUNTS"] = string.Join(';', Enumerable.Range(1, accounts).Select(account => $"{NameOf(account)}:{AccountKey}")) },
    };

    private void Read(string? line)
    {
        if (line is null)
        {
            listening.TrySetException(new InvalidOperationException("Azurite ended before it listened."));
        }
        else if (Listening().Match(line) is { Success: true } found)
        {
            ports[found.Groups[1].Value] = int.Parse(found.Groups[2].Value, CultureInfo.InvariantCulture);
            if (ports.Count == 3)
                listening.TrySetResult();
        }
    }

    [GeneratedRegex(@"Azurite (Blob|Queue|Table) service is successfully listening at http://127\.0\.0\.1:(\d+)")]
    private static partial Regex Listening();
}
