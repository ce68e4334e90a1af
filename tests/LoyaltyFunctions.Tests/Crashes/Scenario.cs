namespace LoyaltyFunctions.Tests.Crashes;

/// <summary>Something that people do, and whom it needs.</summary>
/// <param name="Do">What they do; the events follow from it.</param>
/// <param name="Outcome">What it leaves without a fault: points on Wix and outside, and how many changes are parked.</param>
/// <param name="Linked">The two accounts are linked before.</param>
/// <param name="OnWix">The account on Wix is there before; else only the contact.</param>
/// <param name="Outside">The external account is there before.</param>
public sealed record Scenario(
    string Name,
    Action<Subject> Do,
    (long Wix, long Outside, int Parked) Outcome,
    bool Linked = true,
    bool OnWix = true,
    bool Outside = true)
{
    /// <summary>Points that linked accounts begin with.</summary>
    public const long Start = 50;

    /// <summary>One change on accounts that are linked: what it writes, and how often, is certain.</summary>
    public bool IsOneChange => Changes.Contains(this);

    /// <summary>A change on accounts that are linked.</summary>
    public static IReadOnlyList<Scenario> Changes { get; } =
    [
        new("earned on Wix", s => s.OnWix(40), (90, 90, 0)),
        new("redeemed on Wix", s => s.OnWix(-40), (10, 10, 0)),
        new("earned outside", s => s.Outside(40), (90, 90, 0)),
        new("redeemed outside", s => s.Outside(-40), (10, 10, 0)),
    ];

    /// <summary>A change of more points than one write moves.</summary>
    public static IReadOnlyList<Scenario> InParts { get; } =
    [
        new("more on Wix than one write moves", s => s.OnWix(20_000_000), (20_000_050, 20_000_050, 0)),
        new("more outside than one write moves", s => s.Outside(20_000_000), (20_000_050, 20_000_050, 0)),
    ];

    /// <summary>Both sides at once: stale revisions, refusals.</summary>
    public static IReadOnlyList<Scenario> Meetings { get; } =
    [
        new("earned on both sides", Both(40, 30), (120, 120, 0)),
        new("the same points spent on both sides", Both(-40, -40), (10, 10, 2)),
    ];

    /// <summary>The first change of people who are not linked.</summary>
    public static IReadOnlyList<Scenario> FirstSights { get; } =
    [
        new("first seen on Wix", s => s.OnWix(40), (40, 40, 0), Linked: false),
        new("first seen outside", s => s.Outside(40), (40, 40, 0), Linked: false),
        new("account made outside", s => s.OnWix(40), (40, 40, 0), Linked: false, Outside: false),
        new("account made on Wix", s => s.Outside(40), (40, 40, 0), Linked: false, OnWix: false),
    ];

    private static Action<Subject> Both(long onWix, long outside) => subject =>
    {
        subject.OnWix(onWix);
        subject.Outside(outside);
    };
}
