using System.Text.Json.Nodes;

namespace LoyaltyFunctions.Sandbox.CommandLine;

/// <summary>The named modes of <c>--wix-mode</c>.</summary>
internal static class WixModes
{
    private const string EarnCredits = "earn-credits";

    public static IReadOnlyDictionary<string, JsonObject> Presets { get; } = new Dictionary<string, JsonObject>
    {
        ["identity=our-app"] = new() { ["identity"] = "ourApp" },
        ["identity=absent"] = new() { ["identity"] = "absent" },
        ["identity=loyalty-app"] = new() { ["identity"] = "loyaltyApp" },
        ["identity=wrong"] = new() { ["identity"] = "wrong" },
        ["latest-transaction"] = new() { ["latestTransaction"] = true },
        ["no-description"] = new() { ["descriptionKept"] = false },
        ["before-answer"] = new() { ["webhookTiming"] = "beforeAnswer" },
        ["late"] = new() { ["webhookTiming"] = "late" },
        ["read-lag"] = new() { ["readLag"] = 1 },
        [EarnCredits] = [],
    };

    /// <summary>The mode that the list describes. Whether the simulator knows the switches is for the simulator to say.</summary>
    public static WixMode Parse(string list) =>
        new(ModeSwitches.Read(list, Presets), list.Split(',', StringSplitOptions.TrimEntries).Contains(EarnCredits));
}
