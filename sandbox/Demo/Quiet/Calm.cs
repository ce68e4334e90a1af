namespace LoyaltyFunctions.Sandbox.Demo.Quiet;

/// <summary>What was still going on at one moment.</summary>
/// <param name="Movement">Changes whenever anything moved points.</param>
/// <param name="Waiting">Messages on queues and webhooks on their way.</param>
/// <param name="UnderWay">All that is unfinished, one line each; empty when everything is quiet.</param>
/// <param name="Hopeless">Those of them that waiting cannot finish.</param>
internal sealed record Calm(long Movement, long Waiting, IReadOnlyList<string> UnderWay, IReadOnlyList<string> Hopeless);
