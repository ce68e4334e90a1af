namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>When an event leaves, as seen from the call that caused it.</summary>
public enum WebhookTiming
{
    /// <summary>Once the answer is sent.</summary>
    AfterAnswer,

    /// <summary>Its first delivery is over before the call is answered.</summary>
    BeforeAnswer,

    /// <summary><see cref="WixBehaviour.LateBy"/> after the answer.</summary>
    Late,
}
