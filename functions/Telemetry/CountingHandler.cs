namespace LoyaltyFunctions.Telemetry;

/// <summary>Counts every HTTP request sent, each try of a retried one by itself.</summary>
public sealed class CountingHandler(CallTally tally, CallTarget target) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        tally.Count(target);
        return base.SendAsync(request, cancellationToken);
    }
}
