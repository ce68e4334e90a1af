using System.Diagnostics;
using System.Net;

namespace LoyaltyFunctions.Sandbox.Processes;

/// <summary>
/// The app as a process of its own, as a user runs it. Its output goes to a log file; it ends when this object is disposed, and when this
/// program ends in any way.
/// </summary>
public sealed class AppProcess : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan DrainWithin = TimeSpan.FromSeconds(15);

    private readonly Process process;
    private readonly ProcessGuard guard;
    private readonly AppLog log;
    private volatile bool ending;

    private AppProcess(Process process, AppLog log, Uri address)
    {
        this.process = process;
        this.log = log;
        Address = address;
        Id = process.Id;
        guard = ProcessGuard.Of(process.Id);
        Died = WatchAsync();
    }

    public Uri Address { get; }

    public int Id { get; }

    public string LogFile => log.Path;

    /// <summary>Fails with <see cref="AppFailedException"/> when the app ends by itself; completes when it is told to end.</summary>
    public Task Died { get; }

    /// <summary>Starts the app that was built with this program, or a published one.</summary>
    /// <param name="published">The published app's executable.</param>
    public static AppProcess Start(Uri address, IReadOnlyDictionary<string, string> settings, string logFile, string? published = null)
    {
        var start = published is null
            ? new ProcessStartInfo(DotNet(), [Path.Combine(AppContext.BaseDirectory, "LoyaltyFunctions.dll")])
            : new ProcessStartInfo(published);
        start.WorkingDirectory = Path.GetDirectoryName(published) ?? AppContext.BaseDirectory;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        foreach (var (name, value) in settings)
            start.Environment[name] = value;

        var log = new AppLog(logFile);
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => log.Write(line.Data);
        process.ErrorDataReceived += (_, line) => log.Write(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new AppProcess(process, log, address);
    }

    /// <summary>Waits until <c>GET /api/health</c> answers 200.</summary>
    /// <exception cref="AppFailedException">The app ended, or took more than a minute.</exception>
    public async Task WaitUntilReadyAsync(CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(ReadyWithin);
        while (!await IsReadyAsync(http, limit.Token))
        {
            if (Died.IsCompleted)
                await Died;
            try
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                throw Failed($"The app was not ready within {ReadyWithin.TotalSeconds} seconds.");
            }
        }
    }

    /// <summary>Ends it at once and without a word, as a crash does (SIGKILL).</summary>
    public async Task KillAsync()
    {
        ending = true;
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        ending = true;
        if (!process.HasExited && guard.TryTerminate())
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(DrainWithin));
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        guard.Dispose();
        process.Dispose();
        log.Dispose();
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, CancellationToken ct)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("/api/health", UriKind.Relative), ct);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    // The same .NET that runs this program, even where it is not on the PATH.
    private static string DotNet() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? Environment.ProcessPath!
            : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private async Task WatchAsync()
    {
        await process.WaitForExitAsync();
        if (!ending)
            throw Failed($"The app (process {Id}) ended by itself with exit code {process.ExitCode}.");
    }

    private AppFailedException Failed(string what) =>
        new($"{what} Its log is {log.Path}; it ends with:{Environment.NewLine}{log.LastLines}");
}
