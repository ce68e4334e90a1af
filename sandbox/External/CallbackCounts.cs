namespace LoyaltyFunctions.Sandbox.External;

/// <summary>What became of the callbacks.</summary>
/// <param name="Attempts">Requests sent, duplicates and resends among them.</param>
/// <param name="Delivered">Deliveries answered 2xx.</param>
/// <param name="Failed">Requests that were not answered 2xx.</param>
/// <param name="Duplicates">Deliveries made more than asked for.</param>
/// <param name="Dropped">Callbacks never sent, on purpose.</param>
/// <param name="GivenUp">Deliveries that found no 2xx in the whole resend schedule.</param>
/// <param name="Pending">Deliveries that wait or are under way.</param>
public sealed record CallbackCounts(long Attempts, long Delivered, long Failed, long Duplicates, long Dropped, long GivenUp, int Pending);
