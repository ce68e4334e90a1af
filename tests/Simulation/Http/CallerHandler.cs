namespace LoyaltyFunctions.Simulation.Http;

/// <summary>
/// Stands outermost. Who gives a call up hears so at once, and the library's handlers only from the <see cref="BoundaryHandler"/> within
/// them: a wait of theirs that is cancelled half way would go on with another thread.
/// </summary>
internal sealed class CallerHandler : DelegatingHandler
{
    /// <summary>Cancelled when the caller gave the call up.</summary>
    public static readonly HttpRequestOptionsKey<CancellationToken> GivenUp = new("given-up");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        request.Options.Set(GivenUp, cancellationToken);
        cancellationToken.UnsafeRegister(static (state, token) => ((TaskCompletionSource<HttpResponseMessage>)state!).TrySetCanceled(token), answer);
        _ = PassAsync(request, answer);
        return answer.Task;
    }

    private async Task PassAsync(HttpRequestMessage request, TaskCompletionSource<HttpResponseMessage> answer)
    {
        try
        {
            answer.TrySetResult(await base.SendAsync(request, CancellationToken.None).ConfigureAwait(false));
        }
        catch (Exception e)
        {
            answer.TrySetException(e);
        }
    }
}
