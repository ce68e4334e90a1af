namespace LoyaltyFunctions.Messages.Members;

/// <summary>What became of one member in this step.</summary>
public abstract record MemberOutcome
{
    private MemberOutcome()
    {
    }

    public sealed record Sent : MemberOutcome;

    public sealed record Skipped(string Reason) : MemberOutcome;

    /// <summary>A dry run: the member would get one.</summary>
    public sealed record WouldSend : MemberOutcome;

    /// <summary>The member was met on an earlier page.</summary>
    public sealed record Repeated : MemberOutcome;

    public sealed record Failed(string Reason) : MemberOutcome;

    public sealed record Unknown(string Reason) : MemberOutcome;

    /// <summary>Not decided: look at the member again after this long.</summary>
    public sealed record Later(TimeSpan Wait) : MemberOutcome;
}
