using LoyaltyFunctions.Telemetry;

namespace LoyaltyFunctions.Wix;

/// <summary>
/// The innermost handler: every try that really goes out, repeats too, takes one of the site's calls, and its answer is read to the end
/// within the try, so that an answer cut short counts as a failed try.
/// </summary>
internal sealed class WixPermitHandler(RateGovernor governor, CallTally tally) : DelegatingHandler
{
    // A page of 1,000 contacts takes a few megabytes.
    private const long LongestAnswer = 32 * 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Options.TryGetValue(WixRequestOptions.SiteId, out var siteId) && request.Options.TryGetValue(WixRequestOptions.Work, out var work))
            await governor.TakeAsync(siteId, work, tally.SoFar(CallTarget.Wix) > 0, cancellationToken);

        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(LongestAnswer, cancellationToken);
            return response;
        }
        catch (IOException e)
        {
            response.Dispose();
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The answer was cut short.", e);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
