using Azure.Data.Tables;
using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Operations.Poison;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Reconciling;
using LoyaltyFunctions.Sandbox.Demo.Invariants;
using LoyaltyFunctions.Sandbox.Demo.Ledgers;
using LoyaltyFunctions.Sandbox.InMemoryStorage;
using LoyaltyFunctions.Simulation.Site;
using LoyaltyFunctions.Storage;

namespace LoyaltyFunctions.Simulation.Seeds;

/// <summary>
/// Judges a seed once it is quiet: by the two sides' own books as the sandbox's invariants do, and the app's ledger against both.
/// </summary>
internal sealed class Judge(World world)
{
    private readonly TableServiceClient tables = new MemoryTables(world.Storage, new ImmediateCalls());

    public IEnumerable<string> Violations()
    {
        var parked = new ParkedStore(tables).ListAsync(null, CancellationToken.None).ToBlockingEnumerable().ToList();
        var links = Links();
        var entries = Entries().ToList();
        var drifts = new DriftBook(world, entries);
        var evidence = new Evidence(
            drifts.Settle(WixSnapshot()),
            drifts.Settle(ExternalSnapshot()),
            [.. parked.Where(p => p.TransactionId is not null).Select(p => new ParkedChange(p.Side, p.TransactionId, p.Points ?? 0, p.Reason)), .. drifts.Staying],
            [.. Unfinished(links, entries)]);
        return InvariantCheck.Of(evidence).Where(verdict => verdict.Invariant != "never negative" || !world.Weather.NegativeBalances)
            .SelectMany(verdict => verdict.Violations.Select(violation => $"{verdict.Invariant}: {violation}"))
            .Concat(links.SelectMany(Unexplained))
            .Concat(drifts.Violations)
            .Concat(entries.Where(e => !DriftId.Is(e.TransactionId)).SelectMany(Mistaken))
            .Concat(entries.Where(e => e.State == EntryState.Parked && !parked.Any(p => p.Side == e.Side && p.TransactionId == e.TransactionId))
                .Select(e => $"kept: change {e.TransactionId} is parked ({e.Reason}) and on nobody's list."))
            .Concat(world.Unexplained.Select(failure => $"unexplained: {failure}"));
    }

    /// <summary>What is under way, one line each.</summary>
    public IEnumerable<string> Unfinished() => Unfinished(Links(), [.. Entries()]);

    private IEnumerable<string> Unfinished(List<Link> links, List<LedgerEntry> entries)
    {
        foreach (var name in QueueNames.All.Concat(QueueNames.All.Select(QueueNames.PoisonOf)))
        {
            if (world.Storage.FindQueue(name)!.Count is var count and > 0)
                yield return $"{count} messages are left on {name}.";
        }

        foreach (var name in QueueNames.All)
        {
            if (new PoisonStore(tables).CountAsync(name, CancellationToken.None).GetAwaiter().GetResult() is var kept and > 0)
                yield return $"{kept} poisoned messages of {name} were never put back.";
        }

        if (world.Queues.Running > 0)
            yield return $"{world.Queues.Running} functions wait for what never comes.";
        foreach (var link in links.Where(link => link.Pending.Count > 0))
            yield return $"Account {link.WixAccountId} has {link.Pending.Count} writes pending: {link.Pending[0]}.";
        foreach (var entry in entries.Where(entry => entry.State == EntryState.Pending))
            yield return $"Change {entry.TransactionId} is pending.";
    }

    /// <summary>Every transaction of both sides is in the ledger, so it explains both balances.</summary>
    private IEnumerable<string> Unexplained(Link link)
    {
        if (link.State != LinkState.Active)
            yield return $"explained: account {link.WixAccountId} is stopped ({link.Reason}).";
        if (world.Wix.Find(link.WixAccountId) is { } account && account.Balance != link.WixKnown)
            yield return $"explained: Wix account {link.WixAccountId} has {account.Balance}, of which the ledger knows {link.WixKnown}.";
        if (world.External.Find(link.ExternalAccountId) is { } external && external.Balance != link.ExternalKnown)
            yield return $"explained: external account {link.ExternalAccountId} has {external.Balance}, of which the ledger knows {link.ExternalKnown}.";
    }

    /// <summary>What the app wrote is in the ledger as its mirror, what others did as their change.</summary>
    private IEnumerable<string> Mistaken(LedgerEntry entry)
    {
        bool? ours = entry.Side == Side.Wix
            ? world.Wix.Accounts.SelectMany(account => account.Transactions).FirstOrDefault(t => t.Id == entry.TransactionId)?.MadeByApp
            : world.External.Accounts.SelectMany(account => account.Bookings).FirstOrDefault(b => b.Id == entry.TransactionId)?.MadeByApp;
        if (ours is null)
            yield return $"ledger: {entry.Side} transaction {entry.TransactionId} is in the ledger only.";
        else if (ours != (entry.Kind == EntryKind.Mirror))
            yield return $"ledger: {entry.Side} transaction {entry.TransactionId} is a {entry.Kind} to the ledger and {(ours == true ? "our own" : "somebody else's")}.";
    }

    private List<Link> Links() => [.. new LedgerStore(tables).ListLinksAsync(Sides.SiteId, CancellationToken.None).ToBlockingEnumerable()];

    private IEnumerable<LedgerEntry> Entries() => tables.GetTableClient(TableNames.Ledger)
        .QueryAsync<TableEntity>("RowKey ge 't|' and RowKey lt 't~'").ToBlockingEnumerable().Select(LedgerRows.ToEntry);

    private LedgerSnapshot WixSnapshot() => new(
        Side.Wix,
        [.. world.Wix.Accounts.Select(account => new LedgerAccount(account.Id, world.Wix.EmailOf(account.ContactId), account.Opening, account.Balance))],
        [.. world.Wix.Accounts.SelectMany(account => account.Transactions.Select(t => new LedgerTransaction(t.Id, account.Id, t.Amount, t.MadeByApp)))]);

    private LedgerSnapshot ExternalSnapshot() => new(
        Side.External,
        [.. world.External.Accounts.Select(account => new LedgerAccount(account.Id, account.Email, account.Opening, account.Balance))],
        [.. world.External.Accounts.SelectMany(account => account.Bookings.Select(b => new LedgerTransaction(b.Id, account.Id, b.Points, b.MadeByApp)))]);
}
