using System.Text.Json;

namespace LoyaltyFunctions.Tests.Support;

/// <summary>A job as the app shows it.</summary>
public sealed record JobAnswer(JsonElement Json)
{
    public string State => Json.GetProperty("state").GetString()!;

    public string Phase => Json.GetProperty("phase").GetString()!;

    public long this[string count] => Json.GetProperty("counts").TryGetProperty(count, out var value) ? value.GetInt64() : 0;

    public long Expected(string name) => Json.GetProperty("expected").GetProperty(name).GetInt64();

    public override string ToString() => Json.GetRawText();
}
