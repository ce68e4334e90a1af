namespace LoyaltyFunctions.Sandbox.Demo.Figures;

/// <summary>One of the app's counters, read from <c>name{tag=value,…}</c>.</summary>
internal sealed record Counter(string Name, IReadOnlyDictionary<string, string> Tags, long Value)
{
    public static Counter Parse(string key, long value)
    {
        var brace = key.IndexOf('{', StringComparison.Ordinal);
        if (brace < 0)
            return new Counter(key, new Dictionary<string, string>(), value);

        var tags = key[(brace + 1)..].TrimEnd('}')
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(tag => tag.Split('=', 2))
            .ToDictionary(tag => tag[0], tag => tag.Length == 2 ? tag[1] : "");
        return new Counter(key[..brace], tags, value);
    }

    public bool Has(string tag, string value) => Tags.TryGetValue(tag, out var found) && found == value;
}
