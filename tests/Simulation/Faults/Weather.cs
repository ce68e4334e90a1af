using LoyaltyFunctions.Points;
using LoyaltyFunctions.Simulation.Loop;

namespace LoyaltyFunctions.Simulation.Faults;

/// <summary>What goes wrong in a seed, how often, and which of the forms that nobody has established Wix and the external system have.</summary>
internal sealed record Weather
{
    public required int People { get; init; }

    public required int Instances { get; init; }

    /// <summary>How long people are at it; the faults stop a while later.</summary>
    public required TimeSpan Busy { get; init; }

    // Chances, 0 to 1, each of one call, message or webhook.
    public double StorageUnavailable { get; init; }

    public double StorageAnswerLost { get; init; }

    /// <summary>The client did not hear the first answer and made the call again.</summary>
    public double StorageRepeated { get; init; }

    public double NotReached { get; init; }

    public double ServerError { get; init; }

    public double ServerErrorAfterEffect { get; init; }

    public double AnswerLost { get; init; }

    /// <summary>The effect comes after the caller gave up.</summary>
    public double EffectLate { get; init; }

    public double TooMany { get; init; }

    public double TokenRevoked { get; init; }

    /// <summary>The instance dies at a call, before or after its effect.</summary>
    public double Killed { get; init; }

    /// <summary>A message's lock is not renewed, and somebody else gets it while it is worked on.</summary>
    public double LockLost { get; init; }

    /// <summary>A finished message is not deleted.</summary>
    public double DeleteLost { get; init; }

    public double WebhookDuplicated { get; init; }

    public double WebhookLate { get; init; }

    public double WebhookDropped { get; init; }

    /// <summary>Another event carries the same event id.</summary>
    public double EventIdReused { get; init; }

    /// <summary>The event is delivered before the call that caused it is answered.</summary>
    public double EventFirst { get; init; }

    /// <summary>An EXPIRE or REFUND that Wix tells nobody of.</summary>
    public double Untold { get; init; }

    /// <summary>A transaction by somebody else that carries a description or reference of ours.</summary>
    public double MarkCopied { get; init; }

    public TimeSpan WixLag { get; init; }

    public TimeSpan WixSkew { get; init; }

    public TimeSpan ExternalSkew { get; init; }

    public TimeSpan InstanceSkew { get; init; }

    /// <summary>Calls a minute; 0 for no limit.</summary>
    public int CallsAMinute { get; init; }

    /// <summary>Webhooks go through the whole receiver, with a signature.</summary>
    public bool Signed { get; init; }

    public bool LatestTransaction { get; init; }

    public bool OldBody { get; init; }

    public bool KeepsDescription { get; init; }

    public bool TellsBalances { get; init; }

    public bool AnswersWithId { get; init; }

    public string? AdjustKey { get; init; }

    /// <summary>Whom events name: <c>app</c>, <c>loyalty</c>, <c>none</c> or <c>wrong</c>.</summary>
    public required string Identity { get; init; }

    public required int StaleStatus { get; init; }

    public required int InsufficientStatus { get; init; }

    public bool NamesRefusals { get; init; }

    public WixCredit WixCredits { get; init; }

    public bool IdempotencyKeys { get; init; }

    public bool EchoesReference { get; init; }

    public bool NegativeBalances { get; init; }

    public required int PageSize { get; init; }

    public required IReadOnlyList<long> Amounts { get; init; }

    /// <summary>People say what each of their transactions is for.</summary>
    public bool PeopleNote { get; init; }

    /// <summary>
    /// Neither side tells our transactions from a person's of the same points, so that people move points that no mirror of theirs has:
    /// what the guarantees say is not promised does not happen.
    /// </summary>
    public bool OwnAmounts => !(KeepsDescription && PeopleNote) || !(IdempotencyKeys || EchoesReference);

    private const int MostAPage = 100;

    public static Weather Of(Dice dice)
    {
        var crowd = dice.Next(1000) == 0;
        var people = crowd ? 100 + dice.Next(200) : dice.Happens(0.04) ? 10 + dice.Next(25) : 1 + dice.Next(3);
        var keys = dice.Happens(0.65);
        var weather = new Weather
        {
            People = people,
            Instances = 1 + dice.Next(3),
            Busy = dice.One(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(30), TimeSpan.FromHours(6)),
            StorageUnavailable = Chance(0.03),
            StorageAnswerLost = Chance(0.02),
            StorageRepeated = Chance(0.03),
            NotReached = Chance(0.05),
            ServerError = Chance(0.08),
            ServerErrorAfterEffect = Chance(0.08),
            AnswerLost = Chance(0.08),
            EffectLate = Chance(0.04),
            TooMany = Chance(0.05),
            TokenRevoked = Chance(0.02),
            Killed = crowd ? 0.0005 : Chance(0.02),
            LockLost = Chance(0.1),
            DeleteLost = Chance(0.05),
            WebhookDuplicated = Chance(0.4),
            WebhookLate = Chance(0.3),
            WebhookDropped = Chance(0.2),
            EventIdReused = Chance(0.1),
            EventFirst = dice.One(0, 0.5, 1),
            Untold = Chance(0.2),
            MarkCopied = Chance(0.05),
            WixLag = dice.One(TimeSpan.Zero, TimeSpan.FromMilliseconds(300), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(20)),
            WixSkew = Skew(90),
            ExternalSkew = Skew(90),
            InstanceSkew = TimeSpan.FromSeconds(dice.One(0, 0, 1, 4)),
            CallsAMinute = dice.Happens(0.2) ? dice.One(30, 60, 200) : 0,
            Signed = dice.Happens(0.03),
            LatestTransaction = dice.Happens(0.3),
            OldBody = dice.Happens(0.2),
            KeepsDescription = dice.Happens(0.75),
            PeopleNote = dice.Happens(0.6),
            TellsBalances = dice.Happens(0.8),
            AnswersWithId = dice.Happens(0.85),
            Identity = dice.One("app", "loyalty", "none", "wrong"),
            StaleStatus = dice.One(409, 409, 400, 412),
            InsufficientStatus = dice.One(400, 428),
            NamesRefusals = dice.Happens(0.7),
            WixCredits = dice.Happens(0.25) ? WixCredit.Earn : WixCredit.Adjust,
            IdempotencyKeys = keys,
            EchoesReference = dice.Happens(0.75),
            NegativeBalances = dice.Happens(0.2),
            PageSize = dice.One(1, 2, 5, MostAPage, MostAPage),
            Amounts = dice.Happens(0.5) ? [5, 10, 20] : [1, 2, 3, 5, 8, 13, 40, 100, 250],
        };

        // Where calls are short, what multiplies them does not come on top: waiting messages, each doubled again and again, would need more calls
        // than a seed's month has.
        return weather.CallsAMinute == 0 ? weather : weather with
        {
            CallsAMinute = crowd ? 200 : weather.CallsAMinute,
            PageSize = MostAPage,
            LockLost = Math.Min(weather.LockLost, 0.01),
            DeleteLost = Math.Min(weather.DeleteLost, 0.005),
        };

        double Chance(double most) => dice.Happens(0.5) ? 0 : most * dice.NextDouble();

        TimeSpan Skew(int seconds) => dice.Happens(0.5) ? TimeSpan.Zero : TimeSpan.FromMilliseconds(dice.Next(-seconds * 1000, seconds * 1000));
    }
}
