using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LoyaltyFunctions.Sandbox.Simulation;
using Microsoft.AspNetCore.Http;

namespace LoyaltyFunctions.Sandbox.External;

/// <summary>
/// Runs a call of the REST contract as a system of flesh and blood would: asks for the key, throttles, fails before the effect, loses the
/// answer after it, and sends the callback at its time.
/// </summary>
internal sealed class FaultyEndpoint(ExternalSimulatorOptions options, Func<ExternalBehaviour> behaviour, FaultDice dice, CallbackSender callbacks)
{
    private readonly byte[] authorization = Encoding.UTF8.GetBytes($"Bearer {options.ApiKey}");
    private readonly ConcurrentDictionary<string, long> requests = new();

    public IReadOnlyDictionary<string, long> Requests => new SortedDictionary<string, long>(requests);

    public RequestDelegate For(string endpoint, Func<HttpContext, ValueTask<ApiAnswer>> call) => async context =>
    {
        requests.AddOrUpdate(endpoint, 1, static (_, count) => count + 1);
        var now = behaviour();
        if (RefuseBefore(context, now) is { } refusal)
        {
            await WriteAsync(context, refusal);
            return;
        }

        var answer = await call(context);
        if (answer.Booked is { } early && now.CallbackTiming == CallbackTiming.BeforeAnswer)
            await callbacks.SendNowAsync(early, CancellationToken.None);

        if (dice.Roll(now.AnswerLostRate))
            await LoseAsync(context);
        else
            await WriteAsync(context, answer);

        if (answer.Booked is { } booked && now.CallbackTiming != CallbackTiming.BeforeAnswer)
            callbacks.Send(booked, now.CallbackTiming == CallbackTiming.Late ? TimeSpan.FromMilliseconds(now.LateMs) : TimeSpan.Zero);
    };

    private ApiAnswer? RefuseBefore(HttpContext context, ExternalBehaviour now)
    {
        if (!CryptographicOperations.FixedTimeEquals(authorization, Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString())))
            return ApiAnswer.Problem(401, "invalid_api_key", "Invalid API key", "Authorization must be Bearer and the API key.");
        if (dice.Roll(now.ThrottleRate))
        {
            context.Response.Headers.RetryAfter = now.ThrottleSeconds.ToString(CultureInfo.InvariantCulture);
            return ApiAnswer.Problem(429, "too_many_requests", "Too many requests", "Leave the system alone for as long as Retry-After says.");
        }

        return dice.Roll(now.ErrorRate) ? ApiAnswer.Problem(503, "unavailable", "Unavailable", "A fault was asked for.") : null;
    }

    private async Task LoseAsync(HttpContext context)
    {
        if (dice.Roll(0.5))
            context.Abort();
        else
            await WriteAsync(context, ApiAnswer.Problem(504, "gateway_timeout", "Gateway time-out", "A lost answer was asked for."));
    }

    private static Task WriteAsync(HttpContext context, ApiAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        return context.Response.WriteAsJsonAsync(
            answer.Body, answer.Body.GetType(), SimulatorJson.ContractOptions,
            answer.IsProblem ? "application/problem+json" : "application/json", CancellationToken.None);
    }
}
