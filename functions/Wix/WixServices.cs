using System.Net;
using LoyaltyFunctions.Telemetry;
using LoyaltyFunctions.Wix.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;

namespace LoyaltyFunctions.Wix;

/// <summary>Registers what talks with Wix.</summary>
public static class WixServices
{
    private const int Repeats = 2;

    /// <summary>Needs <see cref="Azure.Data.Tables.TableServiceClient"/> and section <c>Wix</c> of the configuration.</summary>
    public static IServiceCollection AddWix(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(Random.Shared);
        services.AddOptions<WixOptions>().BindConfiguration(WixOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WixOptions>, WixOptionsValidator>());
        services.AddSingleton<WixWebhookVerifier>();
        services.AddSingleton<WixWebhookReader>();
        services.AddSingleton<RateGovernor>();
        services.AddSingleton<WixTokens>();
        services.AddSingleton<WixTransport>();
        services.AddSingleton<IWixLoyalty, WixClient>();
        services.AddSingleton<WixSiteClient>();
        services.AddSingleton<IWixProgram>(provider => provider.GetRequiredService<WixSiteClient>());
        services.AddSingleton<IWixContacts>(provider => provider.GetRequiredService<WixSiteClient>());
        services.AddSingleton<IWixInstallation>(provider => provider.GetRequiredService<WixSiteClient>());
        services.AddSingleton<IWixInbox, WixInbox>();
        services.AddSingleton<IWixAudience, WixAudience>();
        services.TryAddSingleton<CallTally>();
        services.AddTransient<WixPermitHandler>();
        AddHttp(services);
        return services;
    }

    private static void AddHttp(IServiceCollection services)
    {
        var http = services.AddHttpClient(WixClient.HttpClientName, (provider, client) =>
        {
            client.BaseAddress = provider.GetRequiredService<IOptions<WixOptions>>().Value.ApiBaseAddress;
            // The transport's deadline spans the token and the repeats too.
            client.Timeout = Timeout.InfiniteTimeSpan;
        });
        http.RedactLoggedHeaders(["Authorization"]);
        http.ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        });
        // The pooled connections' own lifetime follows DNS; handlers need not be renewed for it.
        http.SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        http.AddResilienceHandler("wix", (pipeline, context) =>
        {
            pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
            pipeline.AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = Repeats,
                Delay = TimeSpan.FromMilliseconds(200),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Randomizer = context.ServiceProvider.GetRequiredService<Random>().NextDouble,
                ShouldHandle = attempt => ValueTask.FromResult(IsRepeatable(attempt.Context) && IsPassing(attempt.Outcome)),
            });
        });
        http.AddHttpMessageHandler<WixPermitHandler>();
    }

    private static bool IsRepeatable(ResilienceContext context) =>
        context.GetRequestMessage() is { } request && request.Options.TryGetValue(WixRequestOptions.Repeatable, out var repeatable) && repeatable;

    private static bool IsPassing(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is HttpRequestException
        || outcome.Result?.StatusCode is HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway
            or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;
}
