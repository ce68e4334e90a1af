using LoyaltyFunctions.Sync;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace LoyaltyFunctions.External;

/// <summary>Registers the external loyalty system.</summary>
public static class ExternalServices
{
    // A page of 1,000 accounts is some 200 KB.
    private const int LongestAnswer = 16 * 1024 * 1024;

    /// <summary>
    /// Adds <see cref="IExternalLoyalty"/> and what the callback receiver counts with. Needs <see cref="Sites.ISiteSettings"/>.
    /// </summary>
    public static IServiceCollection AddExternal(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(Random.Shared);
        services.TryAddSingleton<ReceiverMetrics>();
        services.AddSingleton<ExternalHttp>();
        services.AddSingleton<IExternalLoyalty, RestExternalLoyalty>();
        services
            .AddHttpClient(RestExternalLoyalty.HttpClientName, client =>
            {
                // Each call has its site's own time-out.
                client.Timeout = Timeout.InfiniteTimeSpan;
                client.MaxResponseContentBufferSize = LongestAnswer;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            .AddResilienceHandler("reads", (pipeline, context) =>
            {
                pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
                pipeline.AddRetry(RepeatReads(context.ServiceProvider.GetRequiredService<Random>()));
            });
        return services;
    }

    // Not after 429: the caller puts the work back for as long as the system asks, rather than sit waiting.
    private static HttpRetryStrategyOptions RepeatReads(Random random)
    {
        var retry = new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = 2,
            Delay = TimeSpan.FromMilliseconds(200),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Randomizer = random.NextDouble,
            ShouldHandle = static attempt => ValueTask.FromResult(
                attempt.Outcome.Exception is HttpRequestException || attempt.Outcome.Result?.StatusCode >= System.Net.HttpStatusCode.InternalServerError),
        };
        retry.DisableForUnsafeHttpMethods();
        return retry;
    }
}
