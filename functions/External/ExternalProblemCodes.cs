namespace LoyaltyFunctions.External;

/// <summary>Values of <c>code</c> in the external system's problem details that the adapter acts on.</summary>
internal static class ExternalProblemCodes
{
    /// <summary>409: a request with the same key is still being worked on.</summary>
    public const string IdempotencyKeyInUse = "idempotency_key_in_use";
}
