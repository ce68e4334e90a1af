using System.Runtime.CompilerServices;
using Azure;

namespace LoyaltyFunctions.Sandbox.InMemoryStorage;

/// <summary>The pages of a query, each read when it is asked for.</summary>
/// <param name="read">Reads a page from its continuation token on.</param>
internal sealed class MemoryPages<T>(Func<string?, int?, CancellationToken, Task<Page<T>>> read, CancellationToken ct) : AsyncPageable<T>(ct)
    where T : notnull
{
    public override IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null) =>
        ReadAsync(continuationToken, pageSizeHint, CancellationToken);

    private async IAsyncEnumerable<Page<T>> ReadAsync(string? token, int? size, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        do
        {
            // As the clients: whoever asked goes on wherever the answer comes.
            var page = await read(token, size, cancellationToken).ConfigureAwait(false);
            token = page.ContinuationToken;
            yield return page;
        }
        while (token is not null);
    }
}
