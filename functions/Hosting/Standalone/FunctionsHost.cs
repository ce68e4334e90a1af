using LoyaltyFunctions.Hosting.Standalone;
using Microsoft.Extensions.Options;
using OpenTelemetry.Trace;

namespace LoyaltyFunctions.Hosting;

/// <summary>Runs the functions in this process, without Azure Functions.</summary>
public static class FunctionsHost
{
    /// <summary>Runs until the process is asked to stop; returns its exit code. What prevents the start is said in a sentence.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            if (WrongFlavour.Reason(args, Environment.GetEnvironmentVariable) is { } reason)
                throw new FunctionsHostException(reason);
            await using var app = Build(args);
            await app.StartAsync();
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception e) when (Reasons(e) is { Length: > 0 } reasons)
        {
            foreach (var reason in reasons)
                await Console.Error.WriteLineAsync($"The host cannot run: {reason}");
            return 1;
        }
    }

    /// <summary>The app, ready to start; <paramref name="configure"/> comes before the app's own registrations.</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        configure?.Invoke(builder);
        builder.AddFunctions(typeof(FunctionsHost).Assembly.GetTypes(), Path.Combine(AppContext.BaseDirectory, "host.json"));
        builder.Services.AddLoyalty(builder.Configuration);
        builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddAspNetCoreInstrumentation());
        return builder.Build().MapFunctions();
    }

    /// <summary>Sentences for what a person can put right; for anything else the exception itself says more.</summary>
    private static string[] Reasons(Exception e) =>
        e switch
        {
            OptionsValidationException invalid => [.. invalid.Failures],
            AggregateException several when several.InnerExceptions.All(inner => Reasons(inner).Length > 0) => [.. several.InnerExceptions.SelectMany(Reasons)],
            FunctionsHostException or InvalidOperationException or IOException or Azure.RequestFailedException => [e.Message],
            _ => [],
        };
}
