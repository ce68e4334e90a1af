using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using LoyaltyFunctions.Simulation.Faults;
using LoyaltyFunctions.Simulation.Site;

namespace LoyaltyFunctions.Simulation.Http;

/// <summary>
/// One instance's way to the two sides, in the place of its sockets: each call takes its time there and back, and may meet the weather.
/// </summary>
internal sealed class SimulatedHandler(World world, Instance instance) : HttpMessageHandler
{
    private const string Token = "/oauth2/token";

    // Longer than the app waits for an answer, shorter than its lease.
    private static readonly TimeSpan LateAtLeast = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LateAtMost = TimeSpan.FromSeconds(18);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        // As a connection does: whoever gives up stops waiting, and what is on its way goes on.
        if (cancellationToken.CanBeCanceled)
            cancellationToken.UnsafeRegister(static (state, token) => ((TaskCompletionSource<HttpResponseMessage>)state!).TrySetCanceled(token), answer);

        var toWix = message.RequestUri!.Host == Sides.WixHost;
        var request = Read(message);
        var token = message.Headers.TryGetValues("Authorization", out var values) ? values.First() : null;
        var fate = world.Faults.ForHttp(withToken: toWix && request.Path != Token);
        var late = fate == CallFate.EffectLate ? world.Dice.Between(LateAtLeast, LateAtMost) : Travel();
        world.Loop.After(late, () => Arrive(toWix, request, token, fate, answer));
        return answer.Task;
    }

    private void Arrive(bool toWix, SimRequest request, string? token, CallFate fate, TaskCompletionSource<HttpResponseMessage> answer)
    {
        // What a dead instance had sent may still arrive.
        if (instance.Life.IsOver && world.Dice.Happens(0.5))
            return;
        world.Trace.Add(toWix ? "wix" : "ext", request.Path, (int)fate);
        switch (fate)
        {
            case CallFate.KilledBefore:
                instance.Kill();
                return;
            case CallFate.NotReached:
                Answer(() => answer.TrySetException(new HttpRequestException(HttpRequestError.ConnectionError)));
                return;
            case CallFate.ServerError:
                Answer(() => answer.TrySetResult(Response(new(world.Dice.One(500, 503, 504), []))));
                return;
            case CallFate.TooMany:
                Answer(() => answer.TrySetResult(Response(new(429, []) { RetryAfter = world.Dice.Happens(0.5) ? 1 + world.Dice.Next(20) : null })));
                return;
            case CallFate.TokenRevoked:
                world.RevokeToken();
                break;
        }

        var result = toWix && !world.Accepts(request.Path, token) ? new SimAnswer(401, []) : world.Handle(toWix, request);
        if (toWix && request.Path == Token)
            result = world.NewToken();
        switch (fate)
        {
            case CallFate.KilledAfter:
                instance.Kill();
                return;
            case CallFate.AnswerLost or CallFate.EffectLate:
                return;
            case CallFate.ServerErrorAfterEffect:
                Answer(() => answer.TrySetResult(Response(new(world.Dice.One(500, 502, 504), []))));
                return;
            default:
                Answer(() => answer.TrySetResult(Response(result)));
                return;
        }
    }

    private void Answer(Action answer) => world.Loop.After(Travel(), () =>
    {
        if (!instance.Life.IsOver)
            answer();
    });

    private TimeSpan Travel() => world.Dice.UpTo(TimeSpan.FromMilliseconds(150));

    private static HttpResponseMessage Response(SimAnswer answer)
    {
        var response = new HttpResponseMessage((HttpStatusCode)answer.Status) { Content = new ByteArrayContent(answer.Body) };
        if (answer.RetryAfter is { } seconds)
            response.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(seconds));
        return response;
    }

    private static SimRequest Read(HttpRequestMessage message)
    {
        JsonElement? body = null;
        if (message.Content is { } content)
        {
            using var stream = new MemoryStream();
            content.CopyTo(stream, null, CancellationToken.None);
            using var document = JsonDocument.Parse(stream.GetBuffer().AsMemory(0, (int)stream.Length));
            body = document.RootElement.Clone();
        }

        var key = message.Headers.TryGetValues("Idempotency-Key", out var keys) ? keys.First() : null;
        return new(message.Method.Method, message.RequestUri!.AbsolutePath, message.RequestUri.Query, body, key);
    }
}
