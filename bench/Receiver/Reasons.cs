namespace LoyaltyFunctions.Bench.Receiver;

/// <summary>What is known to stand in the way of a goal, for the page to say where the goal is missed.</summary>
internal static class Reasons
{
    public const string Verify =
        "The app and the load generator share two cores: the app's part of them is full at this rate, and most of a request's cost is Kestrel and the RSA check itself.";

    public const string VerifyCpu =
        "What is left above the floor is mostly reading JSON within JSON within JSON (by a profile, a tenth of the request), then routing and the function host (a scope and an instance for each call).";

    public const string Azurite = "Azurite is one Node process and was the limit; the app waits for it.";

    public const string BareClient =
        "Azurite, the app and the load generator share two cores; the bare client leaves more of them to Azurite, since it receives and verifies nothing.";

    public const string Instant =
        "The Azure storage client spends some 100 µs of processor time on one call; at 16 connections on two cores that is most of a request.";
}
