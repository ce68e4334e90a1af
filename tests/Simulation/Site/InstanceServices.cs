using System.Diagnostics.Metrics;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using LoyaltyFunctions.External;
using LoyaltyFunctions.Operations.Poison;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Reconciling;
using LoyaltyFunctions.Sandbox.InMemoryStorage;
using LoyaltyFunctions.Simulation.Breaks;
using LoyaltyFunctions.Simulation.Http;
using LoyaltyFunctions.Simulation.Storage;
using LoyaltyFunctions.Simulation.Wix;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Wix;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Simulation.Site;

/// <summary>
/// The services of one instance: those that ship, with storage, sockets, clock and chance in the place of the real ones. Settings are given
/// as they are, not bound, which would take longer than the rest.
/// </summary>
internal static class InstanceServices
{
    private static readonly SharedMeters Meters = new();
    private static readonly ServiceDescriptor[] Shipped = Ship();

    public static ServiceProvider Build(World world, Instance instance)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(instance.Clock);
        services.AddSingleton<Random>(world.Dice);
        var calls = new SimulatedCalls(world, instance);
        services.AddSingleton<TableServiceClient>(world.Broken is Break.ETag or Break.OneBatch or Break.Fence
            ? new BrokenTables(world.Storage, calls, world.Broken)
            : new MemoryTables(world.Storage, calls));
        services.AddSingleton<QueueServiceClient>(new MemoryQueues(world.Storage, calls));
        var sync = Options.Create(new SyncOptions());
        if (world.Broken == Break.Lease)
            sync.Value.Lease = TimeSpan.Zero;
        services.AddSingleton(sync);
        services.AddSingleton(Options.Create(Wix(world)));
        services.AddSingleton<ISiteSettings>(new SiteSettings(world.Weather));
        services.AddSingleton<IMeterFactory>(Meters);
        services.AddSingleton<ILoggerFactory>(world.Trace.IsRead ? new TraceLoggers(world.Trace) : NullLoggerFactory.Instance);
        foreach (var descriptor in Shipped)
            ((ICollection<ServiceDescriptor>)services).Add(descriptor);
        BrokenParts.Add(services, world.Broken);
        foreach (var name in (ReadOnlySpan<string>)[WixClient.HttpClientName, RestExternalLoyalty.HttpClientName])
        {
            services.AddHttpClient(name)
                .ConfigurePrimaryHttpMessageHandler(() => new SimulatedHandler(world, instance))
                .ConfigureAdditionalHttpMessageHandlers((handlers, _) =>
                {
                    handlers.Insert(handlers.Count(handler => handler is ResilienceHandler), new BoundaryHandler(world.Loop, instance.Life));
                    handlers.Insert(0, new CallerHandler());
                })
                .RemoveAllLoggers()
                .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        }

        services.Configure<MemoryCacheOptions>(cache =>
        {
            cache.Clock = new CacheClock(instance.Clock);
            // What is over is not given out all the same; looking for it is another thread's work.
            cache.ExpirationScanFrequency = TimeSpan.MaxValue;
        });
        return services.BuildServiceProvider();
    }

    private static ServiceDescriptor[] Ship()
    {
        var services = new ServiceCollection();
        services.AddLoyalty(new ConfigurationBuilder().Build());
        services.AddSingleton<SyncFromWix>();
        services.AddSingleton<SyncFromExternal>();
        services.AddSingleton<ReconcileAccounts>();
        services.AddSingleton<StartReconcile>();
        services.AddSingleton<ManagePoison>();
        services.AddSingleton<ReceiveWixWebhook>();
        services.AddSingleton<ReceiveExternalCallback>();
        // Given by each instance instead.
        Type[] given = [typeof(TimeProvider), typeof(Random), typeof(TableServiceClient), typeof(QueueServiceClient), typeof(ISiteSettings), typeof(IMeterFactory), typeof(ILoggerFactory)];
        return [.. services.Where(descriptor => !given.Contains(descriptor.ServiceType))];
    }

    private static WixOptions Wix(World world) => new()
    {
        AppId = Sides.AppId,
        AppSecret = "secret",
        PublicKey = world.Weather.Signed ? WixSigner.PublicKey : "",
        ApiBaseAddress = new Uri($"https://{Sides.WixHost}"),
        CallsPerWindow = world.Weather.CallsAMinute,
    };
}
