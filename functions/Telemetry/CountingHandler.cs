using LoyaltyFunctions.Wix;

namespace LoyaltyFunctions.Telemetry;

/// <summary>Counts every HTTP request sent and how it was answered, each try of a retried one by itself.</summary>
public sealed class CountingHandler(CallTally tally, CallMetrics metrics, CallTarget target) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        tally.Count(target);
        if (request.Options.TryGetValue(WixRequestOptions.SiteId, out var siteId))
            metrics.WixCalled(siteId);
        int? status = null;
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            status = (int)response.StatusCode;
            return response;
        }
        finally
        {
            metrics.Answered(target, status);
        }
    }
}
