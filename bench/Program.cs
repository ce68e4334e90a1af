using LoyaltyFunctions.Bench;
using LoyaltyFunctions.Bench.Floor;
using LoyaltyFunctions.Bench.Runner;
using LoyaltyFunctions.Bench.StorageDouble;

return args switch
{
    [Roles.Floor] => await FloorServer.RunAsync(),
    [Roles.Storage] => await StorageServer.RunAsync(),
    _ => await BenchCommand.RunAsync(args),
};
