namespace LoyaltyFunctions.Messages.Text;

/// <summary>What a template can say about a member. Texts that others wrote are made plain before they come here.</summary>
/// <param name="PointName">The program's own name for points, in the plural; null where it has none, so that the template's own word stands.</param>
/// <param name="ExpiringOn">The day on which <paramref name="ExpiringPoints"/> are lost, in the site's time zone.</param>
public sealed record TemplateValues(
    string? FirstName,
    long Points,
    string? PointName,
    string? Tier,
    long? ExpiringPoints,
    DateOnly? ExpiringOn,
    string? ProgramName,
    string? SiteName,
    string? Link)
{
    /// <summary>Members of every kind, to try a template with: with and without each value, numbers of every plural form.</summary>
    public static IEnumerable<TemplateValues> Samples() =>
        Enumerable.Range(0, 32).Select(with => Sample(2, with)).Concat(new long[] { 0, 1, 3, 5, 11, 21, 100, 1_000_000, 999_999_999 }.Select(points => Sample(points, 29)));

    private static TemplateValues Sample(long points, int with) => new(
        (with & 1) != 0 ? "Marie" : null,
        points,
        (with & 2) != 0 ? "Stars" : null,
        (with & 4) != 0 ? "Gold" : null,
        (with & 8) != 0 ? points : null,
        (with & 8) != 0 ? new DateOnly(2026, 12, 31) : null,
        (with & 16) != 0 ? "Acme Rewards" : null,
        (with & 16) != 0 ? "Acme" : null,
        (with & 1) != 0 ? "https://www.example.com/rewards" : null);
}
