namespace LoyaltyFunctions.Tests.Crashes;

/// <summary>What goes wrong at one outgoing call.</summary>
public enum CrashMode
{
    /// <summary>The function stops before the call is made.</summary>
    Before,

    /// <summary>The function stops after the call took effect.</summary>
    After,

    /// <summary>The call takes effect and its answer is lost.</summary>
    AnswerLost,
}
