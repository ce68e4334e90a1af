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
        await builder.Build().RunAsync();
        return 0;
    }
}
