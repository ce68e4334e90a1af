namespace LoyaltyFunctions.Simulation.External;

/// <summary>An account of the simulated external system, its transactions in the order in which they happened.</summary>
internal sealed class ExternalAccountBook(string id, string email, string? reference)
{
    public string Id => id;

    public string Email => email;

    public string? Reference => reference;

    public long Balance { get; set; }

    /// <summary>The balance before the first transaction that counts.</summary>
    public long Opening { get; set; }

    /// <summary>By how much the balance moved without a booking.</summary>
    public long Drift { get; set; }

    public List<ExternalBooking> Bookings { get; } = [];
}
