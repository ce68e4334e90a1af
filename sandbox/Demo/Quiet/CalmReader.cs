using LoyaltyFunctions.Sandbox.Demo.People;

namespace LoyaltyFunctions.Sandbox.Demo.Quiet;

/// <summary>Looks at storage and both systems for anything that still moves.</summary>
internal sealed class CalmReader(QueueDepths queues, GivenUpMessages givenUp, PendingWrites pending, IReadOnlyList<IPointsSystem> systems)
{
    /// <summary>What waits on queues and on the way to them; cheap.</summary>
    public async Task<long> CountWaitingAsync(CancellationToken ct) =>
        (await queues.CountAsync(ct)).Waiting + systems.Sum(s => s.WebhooksUnderWay);

    public async Task<Calm> ReadAsync(CancellationToken ct)
    {
        var (waiting, poisoned) = await queues.CountAsync(ct);
        var webhooks = systems.Sum(s => s.WebhooksUnderWay);
        List<string> hopeless =
        [
            .. poisoned,
            .. await givenUp.ListAsync(ct),
            .. systems.Where(s => s.WebhooksGivenUp > 0).Select(s => $"{s.WebhooksGivenUp} webhooks that {s.Side} gave up on"),
        ];
        List<string> underWay = [.. hopeless, .. await pending.ListAsync(ct)];
        if (waiting > 0)
            underWay.Add($"{waiting} messages on queues");
        if (webhooks > 0)
            underWay.Add($"{webhooks} webhooks on their way");
        return new Calm(systems.Sum(s => (long)s.Ledger().Transactions.Count), waiting + webhooks, underWay, hopeless);
    }
}
