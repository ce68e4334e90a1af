namespace LoyaltyFunctions.Activation;

/// <summary>What came of an override. Closed.</summary>
public abstract record OverrideResult
{
    private OverrideResult()
    {
    }

    /// <summary>The two are linked.</summary>
    public sealed record Linked : OverrideResult;

    /// <summary>They will be, as soon as Wix's queries have caught up.</summary>
    public sealed record Soon : OverrideResult;

    /// <summary>They cannot be.</summary>
    public sealed record Refused(int Status, string Code, string Detail) : OverrideResult;
}
