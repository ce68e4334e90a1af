using System.Globalization;
using LoyaltyFunctions.Bench.Runner;
using LoyaltyFunctions.Bench.StorageDouble;
using LoyaltyFunctions.Sandbox.Azurite;
using LoyaltyFunctions.Sandbox.Serve;
using static LoyaltyFunctions.Bench.Receiver.ReceiverWorld;

namespace LoyaltyFunctions.Bench.Receiver;

/// <summary>How many webhooks a process takes, against what an integrator would write in Node and against what cannot be undercut.</summary>
internal sealed class ReceiverPart : IPart
{
    public string Name => "receiver";

    public async Task<PartResult> RunAsync(BenchContext context, CancellationToken ct)
    {
        int[] connections = context.Quick ? [16] : [1, 16, 64];
        using var folder = new RunFolder();
        var keys = await SiteKeys.CreateAsync(folder.Path, ct);
        var webhooks = Webhooks.Create(keys);
        var bare = BareVerify.Measure(keys, webhooks.Unneeded, context);

        await using var instant = await DoubleStorage.StartAsync(ct);
        Contest verify;
        Contest atOnce;
        await using (var world = await StartAsync(context, keys, folder.Path, instant.ConnectionString, ct))
        {
            context.Say("Receiver: verify only");
            verify = new Contest(
                [world.AppWith(webhooks.Unneeded, false, ct), world.PeerWith(webhooks.Unneeded, false, ct), world.EmptyWith(webhooks.Unneeded, ct), world.VerifyWith(webhooks.Unneeded, ct)],
                connections);
            await verify.RunAsync(context, () => Task.CompletedTask, (_, _) => Task.CompletedTask);
            context.Say("Receiver: verify and put on a queue that answers at once");
            atOnce = await QueueAsync(world, context, webhooks, connections, ct);
        }

        context.Say("Receiver: verify and put on a queue of Azurite");
        await using var azurite = await AzuriteServer.StartAsync(ct);
        Contest real;
        await using (var world = await StartAsync(context, keys, folder.Path, azurite.ConnectionString, ct))
            real = await QueueAsync(world, context, webhooks, connections, ct);
        return new ReceiverReport(connections, bare, verify, real, atOnce).ToResult();
    }

    private static async Task<Contest> QueueAsync(ReceiverWorld world, BenchContext context, Webhooks webhooks, int[] connections, CancellationToken ct)
    {
        var contest = new Contest([world.AppWith(webhooks.Needed, true, ct), world.PeerWith(webhooks.Needed, true, ct), world.BareSender(ct)], connections);
        await contest.RunAsync(context, world.ClearAsync, world.CheckAsync);
        return contest;
    }
}
