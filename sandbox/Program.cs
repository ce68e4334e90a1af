using System.Runtime.InteropServices;
using LoyaltyFunctions.Sandbox.CommandLine;
using LoyaltyFunctions.Sandbox.Demo;
using LoyaltyFunctions.Sandbox.Demo.Display;
using LoyaltyFunctions.Sandbox.Serve;

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

return await new SandboxCommand(
    (choices, ct) => new DayOfASite(Screens.ForConsole(), Console.Error, TimeProvider.System).RunAsync(choices, ct),
    (choices, ct) => ServeCommand.RunAsync(choices, Console.Out, Console.Error, ct))
    .RunAsync(args, Console.Out, Console.Error, stop.Token);

// Everything that was started ends before this program does, so it must not end by itself.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
