using System.Globalization;

namespace LoyaltyFunctions.Bench.Receiver;

/// <summary>What is known to stand in the way of a goal, for the page to say where the goal is missed.</summary>
internal static class Reasons
{
    public const string Verify =
        "The app and the load generator share two cores: the app's part of them is full at this rate, and most of a request's cost is Kestrel and the RSA check itself.";

    /// <param name="together">Processor time of an endpoint that only does the check, in µs.</param>
    /// <param name="ratio">The app's to it.</param>
    public static string VerifyCpu(double together, double ratio) => string.Create(
        CultureInfo.InvariantCulture,
        $"The check costs more under load than alone on one thread: an empty endpoint that does it too takes {together:N0} µs, not the sum, and the app takes {ratio:N2}× of that. What is left above it is, by a profile, JSON within JSON within JSON (a sixth of the request), the collector, and the host's activity, scope and instance for each call.");

    public const string Azurite = "Azurite is one Node process and was the limit; the app waits for it.";

    public const string BareClient =
        "Azurite, the app and the load generator share two cores; the bare client leaves more of them to Azurite, since it receives and verifies nothing.";

    public const string Instant =
        "The Azure storage client spends some 100 µs of processor time on one call; at 16 connections on two cores that is most of a request.";
}
