using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

namespace LoyaltyFunctions.Hosting;

/// <summary>Runs the functions in Azure Functions, as an isolated worker.</summary>
public static class FunctionsHost
{
    /// <summary>Runs until the cloud ends the process; returns its exit code.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        builder.Services.AddLoyalty(builder.Configuration);
        // The worker sends its own logs and traces: the host must not send them a second time.
        // https://learn.microsoft.com/azure/azure-functions/opentelemetry-howto
        builder.Services.Configure<WorkerOptions>(worker => worker.Capabilities["WorkerOpenTelemetryEnabled"] = bool.TrueString);
        await builder.Build().RunAsync();
        return 0;
    }
}
