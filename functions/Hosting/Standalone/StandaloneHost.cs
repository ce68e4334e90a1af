using LoyaltyFunctions.Hosting.Standalone.Catalogue;
using LoyaltyFunctions.Hosting.Standalone.Http;
using LoyaltyFunctions.Hosting.Standalone.Queues;
using LoyaltyFunctions.Hosting.Standalone.Timers;
using LoyaltyFunctions.Storage;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Hosting.Standalone;

/// <summary>
/// Runs functions in an ordinary process: Kestrel for HTTP, a pump per queue, timers. Several processes on one storage account share the work.
/// </summary>
public static class StandaloneHost
{
    private const string DefaultAddress = "http://127.0.0.1:7071";

    // What is left of the shutdown once the functions' tokens are cancelled.
    private static readonly TimeSpan LastMoments = TimeSpan.FromSeconds(5);

    /// <summary>Adds what runs the functions of <paramref name="types"/>. The services that they ask for are the caller's to add.</summary>
    /// <exception cref="FunctionsHostException">A function or <c>host.json</c> that this host cannot run.</exception>
    public static WebApplicationBuilder AddFunctions(this WebApplicationBuilder builder, IEnumerable<Type> types, string hostJson)
    {
        var descriptors = FunctionCatalogue.Find(types);
        var file = HostJsonReader.Load(hostJson);
        var services = builder.Services;
        services.AddSingleton(HostJsonReader.Read(file));
        services.AddOptions<FunctionsOptions>().BindConfiguration(FunctionsOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<FunctionsOptions>, FunctionsOptionsValidator>();
        services.AddSingleton(provider => new Functions(
            descriptors, provider.GetRequiredService<IServiceProviderIsService>(), provider.GetRequiredService<IConfiguration>()));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<Drain>();
        services.AddSingleton<FunctionKeys>();
        services.AddSingleton<QueueSignal>();
        services.AddSingleton<IQueueSignal>(provider => provider.GetRequiredService<QueueSignal>());
        services.AddSingleton<TimerStore>();
        services.AddSingleton<TimerFunctions>();
        services.AddHostedService<StorageSetUp>();
        services.AddHostedService<QueuePumps>();
        services.AddHostedService(provider => provider.GetRequiredService<TimerFunctions>());
        services.AddOptions<HostOptions>().Configure<IOptions<FunctionsOptions>>((host, functions) =>
        {
            host.ServicesStopConcurrently = true;
            host.ShutdownTimeout = functions.Value.DrainTimeout + LastMoments;
        });
        services.AddMvcCore();
        builder.Logging.AddConfiguration(file.GetSection("logging"));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        if (!HasAddress(builder.Configuration))
            builder.WebHost.UseUrls(DefaultAddress);
        return builder;
    }

    /// <summary>Routes HTTP to the functions. Everything that can be checked before the start is checked here.</summary>
    /// <exception cref="FunctionsHostException">A function that cannot run; the message names it, and the setting at fault.</exception>
    /// <exception cref="OptionsValidationException">A setting that cannot be.</exception>
    public static WebApplication MapFunctions(this WebApplication app)
    {
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        var functions = app.Services.GetRequiredService<Functions>();
        app.Services.GetRequiredService<FunctionKeys>().Check(functions.All.Select(function => function.Descriptor));
        HttpFunctions.Map(app, functions.All);
        return app;
    }

    private static bool HasAddress(ConfigurationManager configuration) =>
        configuration["urls"] is not null || configuration["http_ports"] is not null || configuration["https_ports"] is not null
        || configuration.GetSection("Kestrel:Endpoints").Exists();
}
