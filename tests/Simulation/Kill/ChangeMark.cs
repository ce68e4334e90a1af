namespace LoyaltyFunctions.Simulation.Kill;

/// <summary>The mark on a mirror that follows from the id of its change: at the end of a Wix description and of an external reference.</summary>
internal static class ChangeMark
{
    private const int Length = 11;

    /// <param name="text">Description or reference; null gives null.</param>
    public static string? Of(string? text) => text is { Length: >= Length } && text[^Length] == '~' ? text[^Length..] : null;
}
