using System.Text.Json;
using System.Text.Json.Nodes;

namespace LoyaltyFunctions.Sandbox.CommandLine;

/// <summary>
/// Reads a comma separated list of named modes and of a simulator's own switches: <c>latest-transaction,adjust-app-id=ourApp</c>. A switch's
/// name is written with hyphens or as in the control API; a switch without a value is <c>true</c>.
/// </summary>
internal static class ModeSwitches
{
    /// <summary>The switches that the list asks for, later ones winning.</summary>
    /// <param name="presets">Named modes and the switches that each stands for.</param>
    public static JsonObject Read(string list, IReadOnlyDictionary<string, JsonObject> presets)
    {
        var switches = new JsonObject();
        foreach (var item in list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (name, value) = item.Split('=', 2) is [var key, var text] ? (CamelCase(key), Value(text)) : (CamelCase(item), JsonValue.Create(true));
            if (presets.TryGetValue(item, out var preset))
            {
                foreach (var (presetName, presetValue) in preset)
                    switches[presetName] = presetValue!.DeepClone();
            }
            else
            {
                switches[name] = value;
            }
        }

        return switches;
    }

    private static JsonNode Value(string text)
    {
        try
        {
            return JsonNode.Parse(text) ?? JsonValue.Create(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(CamelCase(text));
        }
    }

    private static string CamelCase(string name)
    {
        var words = name.Split('-', StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(words.Select((word, i) => i == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
    }
}
