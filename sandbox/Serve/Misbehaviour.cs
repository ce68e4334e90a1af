using System.Text.Json.Nodes;

namespace LoyaltyFunctions.Sandbox.Serve;

/// <summary>
/// What <c>--chaos</c> means for each simulator, as switches of its control API. Nothing is dropped for good: an event that never comes is for
/// reconciliation, not for the sync.
/// </summary>
internal static class Misbehaviour
{
    /// <summary>At Wix: durations in seconds.</summary>
    public static JsonObject OfWix(double chaos) => new()
    {
        ["duplicateRate"] = 0.5 * chaos,
        ["duplicateCount"] = 1 + (int)(4 * chaos),
        ["delayMax"] = 2 * chaos,
        ["reorderWindow"] = (int)(20 * chaos),
        ["errorRate"] = 0.1 * chaos,
        ["answerLostRate"] = 0.1 * chaos,
        ["throttleRate"] = 0.05 * chaos,
        ["extraRevisionRate"] = 0.1 * chaos,
    };

    /// <summary>At the external system: durations in milliseconds.</summary>
    public static JsonObject OfExternal(double chaos) => new()
    {
        ["duplicateRate"] = 0.5 * chaos,
        ["duplicateCount"] = 1 + (int)(4 * chaos),
        ["delayMs"] = (int)(2000 * chaos),
        ["reorderRate"] = 0.3 * chaos,
        ["errorRate"] = 0.1 * chaos,
        ["answerLostRate"] = 0.1 * chaos,
        ["throttleRate"] = 0.05 * chaos,
    };
}
