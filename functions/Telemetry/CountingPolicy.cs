using Azure.Core;
using Azure.Core.Pipeline;

namespace LoyaltyFunctions.Telemetry;

/// <summary>Counts every storage request sent, each try of a retried one by itself.</summary>
public sealed class CountingPolicy(CallTally tally, CallTarget target) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message) => tally.Count(target);
}
