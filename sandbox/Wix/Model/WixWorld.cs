using System.Collections.Concurrent;

namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>What all parts of one simulated Wix share.</summary>
internal sealed class WixWorld
{
    /// <summary>Wix's own Loyalty app. <see href="https://dev.wix.com/docs/rest/crm/loyalty-program/accounts/earn-points"/></summary>
    public const string LoyaltyAppId = "553c79f3-5625-4f38-b14b-ef7c0d1e87df";

    private readonly Lock behaviourGate = new();
    private WixBehaviour behaviour;

    public WixWorld(WixSimulatorOptions options)
    {
        Options = options;
        behaviour = options.ResendScheduleScale is { } scale ? options.Behaviour with { ResendScheduleScale = scale } : options.Behaviour;
        Chance = new Chance(options.Seed);
        Clock = new Clock(options.TimeProvider);
        foreach (var instanceId in options.InstanceIds)
            AddSite(instanceId);
    }

    public WixSimulatorOptions Options { get; }
    public Chance Chance { get; }
    public Clock Clock { get; }
    public ConcurrentDictionary<string, SimSite> Sites { get; } = new();
    public RequestLog Requests { get; } = new();

    public WixBehaviour Behaviour
    {
        get => Volatile.Read(ref behaviour);
        set => Volatile.Write(ref behaviour, value);
    }

    /// <summary>What lagging reads may see is at most this young.</summary>
    public DateTimeOffset ReadHorizon => Behaviour.ReadLag is { Ticks: > 0 } lag ? Clock.Now() - lag : DateTimeOffset.MaxValue;

    /// <summary>Changes some switches; nothing changes when there are problems.</summary>
    public IReadOnlyList<string> ChangeBehaviour(System.Text.Json.JsonElement changes)
    {
        lock (behaviourGate)
        {
            Behaviour = BehaviourJson.Merge(Behaviour, changes, out var problems);
            return problems;
        }
    }

    public SimSite AddSite(string instanceId)
    {
        var now = Clock.Now();
        var program = new SimProgram(Options.ProgramName, Options.PointName, Options.ProgramActive ? "ACTIVE" : "DRAFT", now, now);
        return Sites.GetOrAdd(instanceId, id => new SimSite(id, program));
    }
}
