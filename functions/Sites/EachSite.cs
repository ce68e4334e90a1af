using Azure;

namespace LoyaltyFunctions.Sites;

/// <summary>Work that a timer does for one site after the other.</summary>
internal static class EachSite
{
    /// <summary>Does it for each. A site on which storage fails does not keep the others waiting: it is told of, and in the end all failures are thrown.</summary>
    /// <param name="failed">Told of each failure at once, with the site.</param>
    public static async Task DoAsync(
        IEnumerable<KeyValuePair<string, SiteOptions>> sites, Func<string, SiteOptions, Task> work, Action<RequestFailedException, string> failed)
    {
        List<Exception> failures = [];
        foreach (var (siteId, site) in sites)
        {
            try
            {
                await work(siteId.ToLowerInvariant(), site);
            }
            catch (RequestFailedException e)
            {
                failed(e, siteId);
                failures.Add(e);
            }
        }

        if (failures.Count > 0)
            throw new AggregateException(failures);
    }
}
