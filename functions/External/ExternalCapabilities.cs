namespace LoyaltyFunctions.External;

/// <summary>What an external system offers. Set per site: a wrong claim here weakens the guarantees that rest on it.</summary>
/// <param name="IdempotencyKeys">A repeated write with the same <c>Idempotency-Key</c> is answered with the first result.</param>
/// <param name="EchoesReference">Its transactions and callbacks carry the <c>reference</c> that the write gave.</param>
/// <param name="NegativeBalances">An account may go below zero.</param>
public sealed record ExternalCapabilities(bool IdempotencyKeys, bool EchoesReference, bool NegativeBalances);
