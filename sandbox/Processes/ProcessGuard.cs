using System.Diagnostics;
using System.Globalization;

namespace LoyaltyFunctions.Sandbox.Processes;

/// <summary>
/// Ends a child process when this process ends in whatever way, SIGKILL included: a small shell waits at the other end of a pipe that the
/// system closes with this process. It also passes signals on, which .NET itself cannot send. On Windows it does nothing.
/// </summary>
internal sealed class ProcessGuard : IDisposable
{
    private const string Script =
        """
        trap '' INT TERM HUP
        while read -r signal; do kill -s "$signal" "$0" 2>/dev/null; done
        kill -s KILL "$0" 2>/dev/null
        """;

    private readonly Process? shell;

    private ProcessGuard(Process? shell) => this.shell = shell;

    public static ProcessGuard Of(int processId)
    {
        if (OperatingSystem.IsWindows())
            return new ProcessGuard(null);

        return new ProcessGuard(Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", Script, processId.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardInput = true }));
    }

    /// <summary>Asks the guarded process to end (SIGTERM).</summary>
    /// <returns>False where it cannot be asked.</returns>
    public bool TryTerminate()
    {
        if (shell is null or { HasExited: true })
            return false;

        shell.StandardInput.WriteLine("TERM");
        shell.StandardInput.Flush();
        return true;
    }

    /// <summary>Leaves the process alone from now on. To be called once it is gone, since its id may be given away anew.</summary>
    public void Dispose()
    {
        shell?.Kill();
        shell?.Dispose();
    }
}
