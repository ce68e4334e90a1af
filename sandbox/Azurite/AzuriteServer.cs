using System.Diagnostics;
using System.Text.RegularExpressions;

namespace LoyaltyFunctions.Sandbox.Azurite;

/// <summary>
/// Azurite, Microsoft's storage emulator, as a process of its own on free loopback ports, with its data in a folder of its own that goes
/// when it ends. On disk rather than in memory: with in-memory persistence it stands still for seconds while it frees old messages.
/// </summary>
public sealed partial class AzuriteServer : IAsyncDisposable
{
    // The emulator's published key: https://learn.microsoft.com/azure/storage/common/storage-use-azurite#well-known-storage-account-and-key
    private const string AccountName = "devstoreaccount1";
    private const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly Process process;
    private readonly string folder;

    private AzuriteServer(Process process, string folder, int queuePort, int tablePort)
    {
        this.process = process;
        this.folder = folder;
        ConnectionString =
            $"DefaultEndpointsProtocol=http;AccountName={AccountName};AccountKey={AccountKey};" +
            $"QueueEndpoint=http://127.0.0.1:{queuePort}/{AccountName};TableEndpoint=http://127.0.0.1:{tablePort}/{AccountName};";
    }

    public string ConnectionString { get; }

    /// <summary>Installs Azurite if need be, starts it and waits until it listens.</summary>
    public static async Task<AzuriteServer> StartAsync(CancellationToken ct)
    {
        var modules = await NodePackages.EnsureAsync(ct);
        var memory = "/dev/shm";
        var folder = Directory.CreateDirectory(
            Path.Combine(Directory.Exists(memory) ? memory : Path.GetTempPath(), $"loyalty-azurite-{Guid.NewGuid():n}")).FullName;
        var start = new ProcessStartInfo(
            "node",
            [
                Path.Combine(modules, "azurite", "dist", "src", "azurite.js"), "--location", folder, "--skipApiVersionCheck", "--disableTelemetry",
                "--blobHost", "127.0.0.1", "--blobPort", "0", "--queueHost", "127.0.0.1", "--queuePort", "0", "--tableHost", "127.0.0.1", "--tablePort", "0",
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        var process = Process.Start(start)!;
        var ports = new Dictionary<string, int>();
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
                ready.TrySetException(new InvalidOperationException("Azurite ended before it listened."));
            else if (Listening().Match(line.Data) is { Success: true } found)
            {
                ports[found.Groups[1].Value] = int.Parse(found.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture);
                if (ports.Count == 3)
                    ready.TrySetResult();
            }
        };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await ready.Task.WaitAsync(TimeSpan.FromSeconds(60), ct);
        return new AzuriteServer(process, folder, ports["Queue"], ports["Table"]);
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [GeneratedRegex(@"Azurite (Blob|Queue|Table) service is successfully listening at http://127\.0\.0\.1:(\d+)")]
    private static partial Regex Listening();
}
