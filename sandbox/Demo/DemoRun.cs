using Azure.Data.Tables;
using Azure.Storage.Queues;
using LoyaltyFunctions.Sandbox.CommandLine;
using LoyaltyFunctions.Sandbox.Demo.Display;
using LoyaltyFunctions.Sandbox.Demo.Figures;
using LoyaltyFunctions.Sandbox.Demo.People;
using LoyaltyFunctions.Sandbox.Demo.Quiet;
using LoyaltyFunctions.Sandbox.Serve;

namespace LoyaltyFunctions.Sandbox.Demo;

/// <summary>What the acts of one run share.</summary>
internal sealed class DemoRun : IDisposable
{
    private IReadOnlyList<Score> scores = [];
    private long waiting;

    public DemoRun(DemoChoices choices, RunningSite site)
    {
        Choices = choices;
        Site = site;
        Wix = new WixPeople(site.Wix);
        External = new ExternalPeople(site.External);
        Crowd = new Crowd([Wix, External], choices.Site.Seed);
        var tables = new TableServiceClient(site.Storage);
        Calm = new CalmReader(
            new QueueDepths(new QueueServiceClient(site.Storage)), new GivenUpMessages(tables), new PendingWrites(tables), [Wix, External]);
        App = new AppClient([.. site.Apps.Select(a => a.Address)], site.Keys.FunctionKey);
    }

    public DemoChoices Choices { get; }

    public RunningSite Site { get; }

    public IPointsSystem Wix { get; }

    public IPointsSystem External { get; }

    public Crowd Crowd { get; }

    public CalmReader Calm { get; }

    public AppClient App { get; }

    /// <summary>What an act could not bring to an end, one line each.</summary>
    public List<string> Unfinished { get; } = [];

    /// <summary>Looks at the ledgers and at what waits, for the people and for <see cref="View"/>.</summary>
    /// <returns>Messages and webhooks that wait.</returns>
    public async Task<long> LookAroundAsync(CancellationToken ct)
    {
        waiting = await Calm.CountWaitingAsync(ct);
        var (wix, external) = (Wix.Ledger(), External.Ledger());
        Crowd.LookAround(wix, external);
        scores = Score.Of(wix, external);
        return waiting;
    }

    /// <summary>Takes note of <paramref name="calm"/> for <see cref="View"/>.</summary>
    public void Note(Calm calm)
    {
        waiting = calm.Waiting;
        scores = Score.Of(Wix.Ledger(), External.Ledger());
    }

    /// <summary>The live table: what the ledgers held when somebody last looked.</summary>
    public View View(double? done, double total) => new(
        done,
        total,
        ["", "changes", "mirrors", "to go", "on the way"],
        [.. scores.Select((s, i) => new[] { s.Direction, Text(s.Changes), Text(s.Mirrors), Text(Math.Max(0, s.Changes - s.Mirrors)), i == 0 ? Text(waiting) : "" })]);

    public void Dispose() => App.Dispose();

    private static string Text(long number) => number.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
}
