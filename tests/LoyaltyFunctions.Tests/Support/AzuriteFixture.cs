using LoyaltyFunctions.Sandbox.Azurite;

namespace LoyaltyFunctions.Tests.Support;

/// <summary>One Azurite for all tests of the collection; each test takes names of its own.</summary>
[CollectionDefinition("azurite")]
public sealed class AzuriteFixture : IAsyncLifetime, ICollectionFixture<AzuriteFixture>
{
    private AzuriteServer? server;

    public string ConnectionString => server!.ConnectionString;

    public async Task InitializeAsync() => server = await AzuriteServer.StartAsync(CancellationToken.None);

    public async Task DisposeAsync()
    {
        if (server is not null)
            await server.DisposeAsync();
    }
}
