using LoyaltyFunctions.Simulation;
using LoyaltyFunctions.Simulation.Kill;
using LoyaltyFunctions.Simulation.Seeds;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stop.Cancel();
};

return args switch
{
    ["kill", .. var rest] => await KillCommand.RunAsync(rest, Console.Out, Console.Error, stop.Token),
    [.. var rest] when rest is not [] && rest[0].StartsWith("--", StringComparison.Ordinal) =>
        SeedsCommand.Run(rest, Console.Out, Console.Error, stop.Token),
    _ => Usage.Show(Console.Error),
};
