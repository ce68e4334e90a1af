namespace LoyaltyFunctions.Sandbox.Demo.Figures;

/// <summary>A job of the app, as it tells itself.</summary>
internal sealed record JobFigures(string State, string? Why, IReadOnlyDictionary<string, long> Expected, IReadOnlyDictionary<string, long> Counts)
{
    public static JobFigures None { get; } = new("starting", null, new Dictionary<string, long>(), new Dictionary<string, long>());

    public bool IsLive => State is "starting" or "running" or "waiting";

    public long this[string count] => Counts.GetValueOrDefault(count);
}
