using System.Diagnostics;
using System.Net;
using LoyaltyFunctions.Bench.Processes;
using LoyaltyFunctions.Bench.Runner;
using LoyaltyFunctions.Sandbox.Serve;

namespace LoyaltyFunctions.Bench.Start;

/// <summary>One way to start the app, and how long it took.</summary>
internal sealed class StartedApp(string name, string program, IReadOnlyList<string> arguments)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public string Name => name;

    public Series FirstAnswer { get; } = new();

    public Series Memory { get; } = new();

    public Series Cpu { get; } = new();

    public async Task RunAsync(SiteKeys keys, string storage, string folder, bool warmUp, TimeProvider time, CancellationToken ct)
    {
        var address = App.Address();
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true };
        foreach (var (setting, value) in App.Settings(keys, address, storage, null, null, time.GetUtcNow()))
            start.Environment[setting] = value;
        var begin = time.GetTimestamp();
        using var process = Process.Start(start)!;
        _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        try
        {
            using var http = new HttpClient { BaseAddress = address };
            while (!await AnswersAsync(http, ct))
            {
                if (process.HasExited || time.GetElapsedTime(begin) > Patience)
                    throw new InvalidOperationException($"{name} did not answer.");
                await Task.Delay(Between, ct);
            }

            var took = time.GetElapsedTime(begin);
            if (warmUp)
                return;
            FirstAnswer.Add(took.TotalMilliseconds);
            Memory.Add(ProcessUsage.ResidentMb(process.Id));
            Cpu.Add(ProcessUsage.Cpu(process.Id).TotalMilliseconds);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient http, CancellationToken ct)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("/api/health", UriKind.Relative), ct);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
