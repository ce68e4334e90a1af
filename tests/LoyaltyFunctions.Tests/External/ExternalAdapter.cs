using LoyaltyFunctions.External;
using LoyaltyFunctions.Sandbox.External;
using LoyaltyFunctions.Sites;
using Microsoft.Extensions.DependencyInjection;

namespace LoyaltyFunctions.Tests.External;

/// <summary>The REST adapter as the app registers it, on a server of the test.</summary>
internal sealed class ExternalAdapter(OneSite site) : IAsyncDisposable
{
    private readonly ServiceProvider services = new ServiceCollection()
        .AddLogging().AddSingleton<ISiteSettings>(site).AddExternal().BuildServiceProvider(validateScopes: true);

    public IExternalLoyalty Port => services.GetRequiredService<IExternalLoyalty>();

    public static ExternalAdapter On(ExternalSimulator simulator) => new(OneSite.At(simulator.BaseAddress, simulator.ApiKey));

    public static ExternalAdapter On(ScriptedServer server, TimeSpan? timeout = null) => new(OneSite.At(server.Address, "key", timeout));

    /// <summary>Writes points with the key <paramref name="key"/>.</summary>
    public Task<LoyaltyFunctions.Points.WriteOutcome> WriteAsync(string accountId, long points, string key = "key-1") =>
        Port.WriteTransactionAsync(
            OneSite.Id, accountId, new ExternalWrite(points, "wix-1", "From the shop", new(2026, 8, 1, 9, 0, 0, TimeSpan.Zero), key), default);

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
