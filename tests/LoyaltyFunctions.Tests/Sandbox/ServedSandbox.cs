using System.Diagnostics;
using System.Text.Json;

namespace LoyaltyFunctions.Tests.Sandbox;

/// <summary><c>sandbox serve</c> as a process of its own.</summary>
public sealed class ServedSandbox : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(120);

    private readonly Process process;

    private ServedSandbox(Process process) => this.process = process;

    /// <summary>The JSON line.</summary>
    public JsonElement Ready { get; private set; }

    /// <summary>The app, the storage emulator, and whatever watches them.</summary>
    public IReadOnlyList<int> Children { get; private set; } = [];

    public int Id => process.Id;

    public static async Task<ServedSandbox> StartAsync(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "LoyaltyFunctions.Sandbox.dll");
        var served = new ServedSandbox(Process.Start(
            new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!);
        served.process.ErrorDataReceived += (_, _) => { };
        served.process.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(ReadyWithin);
        var line = await served.process.StandardOutput.ReadLineAsync(limit.Token);
        served.Ready = JsonSerializer.Deserialize<JsonElement>(line ?? throw new InvalidOperationException("The sandbox ended before it was ready."));
        served.Children = [.. ChildrenOf(served.Id)];
        return served;
    }

    public static async Task SignalAsync(string signal, int processId)
    {
        using var kill = Process.Start("kill", ["-s", signal, $"{processId}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code, and what else was on standard output.</returns>
    public async Task<(int ExitCode, string MoreOutput)> EndAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var rest = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, rest);
    }

    /// <summary>Waits for a moment until no child is left.</summary>
    public async Task<bool> ChildrenAreGoneAsync()
    {
        for (var tries = 0; tries < 100 && Children.Any(IsRunning); tries++)
            await Task.Delay(100);
        return !Children.Any(IsRunning);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static IEnumerable<int> ChildrenOf(int parent) =>
        from folder in Directory.EnumerateDirectories("/proc")
        where int.TryParse(Path.GetFileName(folder), out _)
        let stat = Stat(int.Parse(Path.GetFileName(folder), System.Globalization.CultureInfo.InvariantCulture))
        where stat is not null && stat.Value.Parent == parent
        select stat.Value.Id;

    private static bool IsRunning(int id) => Stat(id) is { State: not "Z" };

    private static (int Id, string State, int Parent)? Stat(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (id, fields[0], int.Parse(fields[1], System.Globalization.CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null;
        }
    }
}
