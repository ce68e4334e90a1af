using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;

namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>Reads and merges <see cref="WixBehaviour"/> as JSON: names in camelCase, durations in seconds.</summary>
internal static class BehaviourJson
{
    private static readonly Dictionary<string, PropertyInfo> Switches = typeof(WixBehaviour)
        .GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(p => p.CanWrite)
        .ToDictionary(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name));

    /// <summary>The behaviour with the given switches changed.</summary>
    /// <param name="problems">Unknown names and values that do not fit, each by name; empty when all is well.</param>
    public static WixBehaviour Merge(WixBehaviour now, JsonElement changes, out IReadOnlyList<string> problems)
    {
        var found = new List<string>();
        problems = found;
        var merged = now with { };
        if (changes.ValueKind != JsonValueKind.Object)
        {
            found.Add("The body must be a JSON object of switches.");
            return now;
        }

        foreach (var change in changes.EnumerateObject())
        {
            if (!Switches.TryGetValue(change.Name, out var property))
                found.Add($"{change.Name}: no such switch. There are: {string.Join(", ", Switches.Keys)}.");
            else if (!TryRead(property, change.Value, out var value, out var why))
                found.Add($"{change.Name}: {why}");
            else
                property.SetValue(merged, value);
        }

        return found.Count == 0 ? merged : now;
    }

    private static bool TryRead(PropertyInfo property, JsonElement json, out object? value, out string why)
    {
        why = "";
        value = null;
        try
        {
            value = json.Deserialize(property.PropertyType, WixJson.Options);
        }
        catch (JsonException)
        {
            why = $"{json.GetRawText()} is not {Expected(property.PropertyType)}.";
            return false;
        }

        if (value is null)
            why = $"null is not {Expected(property.PropertyType)}.";
        else if (value is TimeSpan span && span < TimeSpan.Zero)
            why = "a duration cannot be negative.";
        else
        {
            var results = new List<ValidationResult>();
            if (!Validator.TryValidateValue(value, new ValidationContext(value) { DisplayName = "value" }, results, property.GetCustomAttributes<ValidationAttribute>()))
                why = $"{json.GetRawText()}: {string.Join(' ', results.Select(r => r.ErrorMessage))}";
        }

        return why.Length == 0;
    }

    private static string Expected(Type type) =>
        type.IsEnum
            ? $"one of {string.Join(", ", Enum.GetValues(type).Cast<object>().Select(v => JsonSerializer.Serialize(v, type, WixJson.Options)))}"
            : type == typeof(TimeSpan) ? "a number of seconds"
            : type == typeof(bool) ? "true or false"
            : type == typeof(int) ? "a whole number"
            : type == typeof(double) ? "a number" : "a string";
}
