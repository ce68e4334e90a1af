using System.Globalization;
using LoyaltyFunctions.Sandbox.CommandLine;
using LoyaltyFunctions.Sandbox.Processes;
using LoyaltyFunctions.Sandbox.Serve;

namespace LoyaltyFunctions.Simulation.Kill;

/// <summary>Two processes of the published app on one storage account, each at an address that it keeps over its deaths.</summary>
internal sealed class AppPair : IAsyncDisposable
{
    private readonly string executable;
    private readonly string logs;
    private readonly IReadOnlyList<IReadOnlyDictionary<string, string>> settings;
    private readonly AppProcess?[] processes = new AppProcess?[2];
    private int lives;

    private AppPair(string executable, string logs, IReadOnlyList<Uri> addresses, IReadOnlyList<IReadOnlyDictionary<string, string>> settings)
    {
        this.executable = executable;
        this.logs = logs;
        this.settings = settings;
        Addresses = addresses;
    }

    public IReadOnlyList<Uri> Addresses { get; }

    /// <summary>Starts both and waits until they are ready.</summary>
    /// <exception cref="AppFailedException">One did not become ready.</exception>
    public static async Task<AppPair> StartAsync(
        SiteChoices choices, RunningSite site, string storage, (string Executable, string DotNetFolder) app, DateTimeOffset syncFrom, CancellationToken ct)
    {
        List<Uri> addresses = [.. Enumerable.Range(0, 2).Select(_ => new Uri($"http://127.0.0.1:{FreePort.Or(0)}"))];
        var pair = new AppPair(app.Executable, site.Folder.Path, addresses, [.. addresses.Select(address =>
            new Dictionary<string, string>(AppSettings.Of(choices, site.Keys, address, site.Wix.BaseAddress, site.External.BaseAddress, storage, syncFrom))
            {
                ["DOTNET_ROOT"] = app.DotNetFolder,
                // In proportion to the sandbox's other waits, as its lease is to the default lease.
                ["Functions__Queues__LockDuration"] = "00:00:06",
            })]);
        try
        {
            await Task.WhenAll(pair.StartAsync(0, ct), pair.StartAsync(1, ct));
            return pair;
        }
        catch
        {
            await pair.DisposeAsync();
            throw;
        }
    }

    /// <summary>Kills one of them (SIGKILL).</summary>
    /// <exception cref="AppFailedException">It had ended by itself.</exception>
    public async Task KillAsync(int which)
    {
        var process = processes[which]!;
        if (process.Died.IsCompleted)
            await process.Died;
        await process.KillAsync();
        await process.DisposeAsync();
    }

    /// <summary>Starts one that was killed and waits until it is ready.</summary>
    /// <exception cref="AppFailedException">It did not become ready.</exception>
    public Task StartAsync(int which, CancellationToken ct)
    {
        var log = string.Create(CultureInfo.InvariantCulture, $"app-{which + 1}-life-{Interlocked.Increment(ref lives):0000}.log");
        var process = AppProcess.Start(Addresses[which], settings[which], Path.Combine(logs, log), executable);
        processes[which] = process;
        return process.WaitUntilReadyAsync(ct);
    }

    /// <summary>Fails as soon as one of those that run now ends by itself.</summary>
    public Task Died => Task.WhenAny(processes.Select(p => p!.Died)).Unwrap();

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes)
        {
            if (process is not null)
                await process.DisposeAsync();
        }
    }
}
