using Azure.Data.Tables;
using Azure.Storage.Queues;
using LoyaltyFunctions.Sandbox.Demo.Figures;
using LoyaltyFunctions.Sandbox.Demo.Invariants;
using LoyaltyFunctions.Sandbox.Demo.People;
using LoyaltyFunctions.Sandbox.Demo.Quiet;
using LoyaltyFunctions.Sandbox.Serve;

namespace LoyaltyFunctions.Simulation.Kill;

/// <summary>
/// People earn and redeem on both sides while one process of the app after the other is killed and started again; then nobody does anything
/// more, everything becomes quiet, and both ledgers are compared, change by change.
/// </summary>
// CA5394: the seed says who is killed when; nothing here is a secret.
#pragma warning disable CA5394
internal sealed class KillRun(KillChoices choices, RunningSite site, AppPair apps, string storage, TextWriter output, TimeProvider time)
{
    public const int People = 50;

    private const double ShortestLife = 2;
    private const double LongestLife = 6;
    private static readonly TimeSpan StillFor = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan QuietWithin = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(30);

    private readonly List<Kill> kills = [];
    private readonly Journal journal = new(site.Keys.InstanceId, site.Wix, site.External, time);
    private readonly IReadOnlyList<IPointsSystem> systems = [new WixPeople(site.Wix), new ExternalPeople(site.External)];

    public async Task<KillReport> RunAsync(CancellationToken ct)
    {
        site.Wix.AddContacts(People, accounts: true, silent: true);
        site.External.AddAccounts(People);
        site.Connect(apps.Addresses[0], apps.Addresses[1]);
        var tables = new TableServiceClient(storage);
        var calm = new CalmReader(new QueueDepths(new QueueServiceClient(storage)), new GivenUpMessages(tables), new PendingWrites(tables), systems);

        using (var load = CancellationTokenSource.CreateLinkedTokenSource(ct))
        {
            load.CancelAfter(choices.Load);
            await Task.WhenAll(LoadAsync(calm, load.Token), KillAsync(load.Token, ct), TellAsync(load.Token));
            ct.ThrowIfCancellationRequested();
        }

        var ended = time.GetTimestamp();
        var quiet = new QuietWatch(calm.ReadAsync, time, StillFor, QuietWithin).WaitAsync(_ => { }, ct);
        await Task.WhenAny(quiet, apps.Died).Unwrap();
        var unfinished = await quiet;
        var quietAfter = time.GetElapsedTime(ended);

        using var app = new AppClient(apps.Addresses, site.Keys.FunctionKey);
        var parked = await app.ReadParkedAsync(ct);
        var evidence = new Evidence(systems[0].Ledger(), systems[1].Ledger(), parked, unfinished);
        return new(
            choices,
            kills,
            journal,
            quietAfter,
            parked,
            Verification.Of(site.Keys.InstanceId, site.Wix.ReadLedger().Transactions, site.External.State.Transactions, parked),
            [.. InvariantCheck.Of(evidence).Where(verdict => !verdict.Holds)]);
    }

    private async Task LoadAsync(CalmReader calm, CancellationToken ended)
    {
        var crowd = new Crowd(systems, choices.Seed);
        var pacer = new Pacer(LookAroundAsync, time, choices.Rate);
        try
        {
            while (true)
            {
                for (var many = await pacer.NextAsync(ended); many > 0; many--)
                    crowd.Act();
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
        }

        async Task<long> LookAroundAsync(CancellationToken ct)
        {
            crowd.LookAround([.. systems.Select(s => s.Ledger())]);
            return await calm.CountWaitingAsync(ct);
        }
    }

    private async Task KillAsync(CancellationToken ended, CancellationToken ct)
    {
        var random = new Random(choices.Seed);
        while (true)
        {
            var life = TimeSpan.FromSeconds(ShortestLife + (random.NextDouble() * (LongestLife - ShortestLife)));
            await Task.Delay(life, time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ended.IsCancellationRequested)
                return;
            var which = random.Next(2);
            var at = time.GetUtcNow();
            await apps.KillAsync(which);
            // Also when the load has ended meanwhile: whoever was killed comes back.
            await apps.StartAsync(which, ct);
            kills.Add(new(which, at, time.GetUtcNow() - at));
        }
    }

    private async Task TellAsync(CancellationToken ended)
    {
        while (true)
        {
            await Task.Delay(BetweenLines, time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ended.IsCancellationRequested)
                return;
            await output.WriteLineAsync($"{journal.Changes} changes, {journal.Mirrors} mirrored, {kills.Count} kills");
        }
    }
}
#pragma warning restore CA5394
