using System.Globalization;
using LoyaltyFunctions.Sandbox.InMemoryStorage;
using LoyaltyFunctions.Simulation.Breaks;
using LoyaltyFunctions.Simulation.External;
using LoyaltyFunctions.Simulation.Faults;
using LoyaltyFunctions.Simulation.Http;
using LoyaltyFunctions.Simulation.Loop;
using LoyaltyFunctions.Simulation.Wix;
using LoyaltyFunctions.Sync;

namespace LoyaltyFunctions.Simulation.Site;

/// <summary>All of one seed: both sides, storage, the app's instances, and what goes wrong between them.</summary>
internal sealed class World
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan TokenLifetime = TimeSpan.FromHours(4);
    private readonly WixApi wixApi;
    private readonly List<Instance> instances = [];
    private int tokens = 1;

    public World(long seed, Break broken, TextWriter? trace)
    {
        Seed = seed;
        Broken = broken;
        Dice = new Dice(seed);
        Weather = Weather.Of(Dice);
        Loop = new SimLoop(Start);
        Trace = new Trace(Loop, trace);
        Faults = new FaultDice(Dice, Weather);
        Storage = new MemoryStorage(new LoopClock(Loop));
        Wix = new WixBook(Loop, Dice, Weather.WixSkew, Weather.WixLag);
        External = new ExternalBooks(Loop, Weather.ExternalSkew, Weather.NegativeBalances);
        Wire = new WixWire(Wix, Weather, Dice);
        wixApi = new WixApi(Wix, Wire, Weather);
        ExternalApi = new ExternalApi(External, Weather);
        if (broken == Break.ProvenanceIsNoProof)
            Wix.Overlooked = transaction => !transaction.MadeByApp && Marker.CarriesAny(transaction.Description);
        Queues = new QueueHost(this);
        Webhooks = new Webhooks(this);
        Night = new Night(this);
    }

    public long Seed { get; }

    public Break Broken { get; }

    public Dice Dice { get; }

    public Weather Weather { get; }

    public SimLoop Loop { get; }

    public Trace Trace { get; }

    public FaultDice Faults { get; }

    public MemoryStorage Storage { get; }

    public WixBook Wix { get; }

    public ExternalBooks External { get; }

    public WixWire Wire { get; }

    public ExternalApi ExternalApi { get; }

    public QueueHost Queues { get; }

    public Webhooks Webhooks { get; }

    public Night Night { get; }

    /// <summary>What happened that no fault explains.</summary>
    public List<string> Unexplained { get; } = [];

    public IReadOnlyList<Instance> Alive => instances.FindAll(instance => !instance.Life.IsOver);

    /// <summary>One of the instances that live; null when none does just now.</summary>
    public Instance? AnyInstance() => Alive is { Count: > 0 } alive ? Dice.One(alive) : null;

    public void StartInstance()
    {
        var instance = new Instance(this, instances.Count + 1);
        instances.Add(instance);
        Trace.Add("start", number: instance.Number);
    }

    /// <summary>A new instance takes the place of a dead one, after a while.</summary>
    public void Died(Instance instance)
    {
        Trace.Add("kill", number: instance.Number);
        Loop.After(Dice.UpTo(TimeSpan.FromSeconds(40)), StartInstance);
    }

    public SimAnswer Handle(bool toWix, SimRequest request) => toWix ? wixApi.Handle(request) : ExternalApi.Handle(request);

    public void RevokeToken() => tokens++;

    public bool Accepts(string path, string? token) => path == "/oauth2/token" || token == TokenNow;

    public SimAnswer NewToken() => new(200, WixWire.Json(json =>
    {
        json.WriteString("access_token", TokenNow);
        json.WriteNumber("expires_in", (long)TokenLifetime.TotalSeconds);
    }));

    private string TokenNow => string.Create(CultureInfo.InvariantCulture, $"token-{tokens}");
}
