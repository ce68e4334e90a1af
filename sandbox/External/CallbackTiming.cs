namespace LoyaltyFunctions.Sandbox.External;

/// <summary>When the callback of a transaction that came in over the API goes out.</summary>
public enum CallbackTiming
{
    AfterAnswer,

    /// <summary>The callback has been answered before the request is.</summary>
    BeforeAnswer,

    /// <summary><see cref="ExternalBehaviour.LateMs"/> after the answer.</summary>
    Late,
}
