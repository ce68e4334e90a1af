using LoyaltyFunctions.Simulation.Loop;

namespace LoyaltyFunctions.Simulation.Http;

/// <summary>
/// Stands where a library's handlers call the app's. What comes in goes on as the app's code, what comes out as nobody's: a library that
/// waits without a context would go on with another thread otherwise.
/// </summary>
internal sealed class BoundaryHandler(SimLoop loop, Life life) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        life.Run(_ => _ = PassAsync(request, answer, cancellationToken), null);
        return answer.Task;
    }

    private async Task PassAsync(HttpRequestMessage request, TaskCompletionSource<HttpResponseMessage> answer, CancellationToken ct)
    {
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, request.Options.TryGetValue(CallerHandler.GivenUp, out var givenUp) ? givenUp : default);
            either.Token.ThrowIfCancellationRequested();
            var response = await base.SendAsync(request, either.Token);
            loop.Soon(() => answer.TrySetResult(response));
        }
        catch (OperationCanceledException)
        {
            loop.Soon(() => answer.TrySetCanceled(ct));
        }
        catch (Exception e)
        {
            loop.Soon(() => answer.TrySetException(e));
        }
    }
}
