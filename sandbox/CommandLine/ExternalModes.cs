using System.Text.Json.Nodes;

namespace LoyaltyFunctions.Sandbox.CommandLine;

/// <summary>The named modes of <c>--external-mode</c>.</summary>
internal static class ExternalModes
{
    private const string Keys = "honourIdempotencyKeys";
    private const string Reference = "echoReference";
    private const string Negative = "negativeBalances";

    public static IReadOnlyDictionary<string, JsonObject> Presets { get; } = new Dictionary<string, JsonObject>
    {
        ["no-idempotency"] = new() { [Keys] = false },
        ["no-reference"] = new() { [Reference] = false },
        ["before-answer"] = new() { ["callbackTiming"] = "beforeAnswer" },
        ["late"] = new() { ["callbackTiming"] = "late" },
    };

    /// <summary>The mode that the list describes. Whether the simulator knows the switches is for the simulator to say.</summary>
    public static ExternalMode Parse(string list)
    {
        var switches = ModeSwitches.Read(list, Presets);
        return new(switches, Is(switches, Keys, true), Is(switches, Reference, true), Is(switches, Negative, false));
    }

    private static bool Is(JsonObject switches, string name, bool otherwise) =>
        switches[name] is JsonValue value && value.TryGetValue<bool>(out var set) ? set : otherwise;
}
