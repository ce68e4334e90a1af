using System.Diagnostics;
using System.Globalization;

namespace LoyaltyFunctions.Bench.Processes;

/// <summary>A helper process that says its port on its first line and ends when its standard input closes, as it does when we die.</summary>
internal sealed class Child : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(5);
    private readonly Process process;

    private Child(Process process, int port)
    {
        this.process = process;
        Address = new Uri($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}");
    }

    public Uri Address { get; }

    public int Id => process.Id;

    /// <summary>This program in another role.</summary>
    public static Task<Child> StartSelfAsync(string role, IReadOnlyDictionary<string, string> environment, CancellationToken ct) =>
        StartAsync(DotNet.Path, [Path.Combine(AppContext.BaseDirectory, "LoyaltyFunctions.Bench.dll"), role], environment, ct);

    /// <exception cref="InvalidOperationException">It ended before it said its port; the message holds its words.</exception>
    /// <exception cref="TimeoutException">It said nothing within a minute.</exception>
    public static async Task<Child> StartAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, CancellationToken ct)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(ct).AsTask().WaitAsync(StartsWithin, ct);
            if (!int.TryParse(line, CultureInfo.InvariantCulture, out var port))
                throw new InvalidOperationException($"{program} did not start: {line} {await errors.WaitAsync(EndsWithin, ct)}");
            _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            return new Child(process, port);
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(EndsWithin));
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
