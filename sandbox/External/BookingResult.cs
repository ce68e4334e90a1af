namespace LoyaltyFunctions.Sandbox.External;

/// <summary>What the ledger of the external simulator answers to a booking. Closed.</summary>
internal abstract record BookingResult
{
    private BookingResult()
    {
    }

    /// <param name="Repeat">It was there already, under the same idempotency key.</param>
    public sealed record Booked(SimulatedTransaction Transaction, bool Repeat) : BookingResult;

    public sealed record NoSuchAccount : BookingResult;

    public sealed record InsufficientPoints(long Balance) : BookingResult;

    /// <summary>The idempotency key was used for another account or other points.</summary>
    public sealed record KeyReused : BookingResult;
}
