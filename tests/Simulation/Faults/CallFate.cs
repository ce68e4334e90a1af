namespace LoyaltyFunctions.Simulation.Faults;

/// <summary>What becomes of one call to storage, Wix or the external system.</summary>
internal enum CallFate
{
    Fine,

    /// <summary>Nothing happens, and the answer says so: no connection, or storage's 503.</summary>
    NotReached,

    /// <summary>5xx before anything happened.</summary>
    ServerError,

    /// <summary>5xx although it happened.</summary>
    ServerErrorAfterEffect,

    /// <summary>It happened, and no answer comes.</summary>
    AnswerLost,

    /// <summary>No answer comes, and it happens after the caller stopped waiting.</summary>
    EffectLate,

    /// <summary>Storage's client did not hear the first answer, and made the call again.</summary>
    Repeated,

    /// <summary>429.</summary>
    TooMany,

    /// <summary>401, and the token stays useless.</summary>
    TokenRevoked,

    /// <summary>The instance dies before the call takes effect.</summary>
    KilledBefore,

    /// <summary>The instance dies before it hears the answer.</summary>
    KilledAfter,
}
