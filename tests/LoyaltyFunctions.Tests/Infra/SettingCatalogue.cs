using System.Collections;
using System.Globalization;
using System.Reflection;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Storage;
using LoyaltyFunctions.Telemetry;
using Microsoft.Extensions.Configuration;

namespace LoyaltyFunctions.Tests.Infra;

/// <summary>
/// Every setting that the app reads with its default, found in the options classes: those with a constant <c>Section</c>, and
/// <see cref="TelemetryOptions"/>, whose settings are named by platforms. What varies in a name is written <c>{instanceId}</c>, <c>{name}</c>
/// or <c>{n}</c>.
/// </summary>
internal static class SettingCatalogue
{
    public static IReadOnlyDictionary<string, string> All { get; } = Find().ToDictionary(setting => setting.Name, setting => setting.Default, StringComparer.OrdinalIgnoreCase);

    /// <summary>The catalogue's name of a setting as it is written in an environment: <c>Sites__2222…__Name</c>.</summary>
    public static string NameOf(string environmentVariable)
    {
        var parts = environmentVariable.Split("__");
        for (var i = 1; i < parts.Length; i++)
        {
            if (Guid.TryParse(parts[i], out _))
                parts[i] = "{instanceId}";
            else if (int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out _))
                parts[i] = "{n}";
        }

        return string.Join(':', parts);
    }

    private static IEnumerable<(string Name, string Default)> Find()
    {
        yield return (StorageOptions.Section, "");
        var sections = typeof(SiteOptions).Assembly.GetTypes()
            .Select(type => (Type: type, Section: type.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string))
            .Where(found => found.Section is not null && found.Type.GetConstructor([]) is not null);
        foreach (var (type, section) in sections)
        {
            foreach (var setting in Of(Activator.CreateInstance(type)!, type == typeof(SiteOptions) ? $"{section}:{{instanceId}}" : section!))
            {
                if (setting.Name != "Storage:ConnectionString")
                    yield return setting;
            }
        }

        foreach (var setting in Of(new TelemetryOptions(), ""))
            yield return setting;
    }

    private static IEnumerable<(string Name, string Default)> Of(object options, string section)
    {
        foreach (var property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0))
        {
            var name = property.GetCustomAttribute<ConfigurationKeyNameAttribute>()?.Name ?? property.Name;
            name = section.Length == 0 ? name : $"{section}:{name}";
            var value = property.GetValue(options);
            if (value is IDictionary)
                yield return ($"{name}:{{name}}", "");
            else if (value is IList { IsReadOnly: false })
                yield return ($"{name}:{{n}}", "");
            else if (property.PropertyType.Assembly == typeof(SiteOptions).Assembly && property.PropertyType.IsClass)
                foreach (var nested in Of(value ?? Activator.CreateInstance(property.PropertyType)!, name))
                    yield return nested;
            else if (property.SetMethod is not null)
                yield return (name, Text(value));
        }
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        bool yes => yes ? "true" : "false",
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        Uri address => address.OriginalString,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
