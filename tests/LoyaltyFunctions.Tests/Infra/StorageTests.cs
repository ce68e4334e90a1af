using System.Reflection;
using System.Text.Json;
using LoyaltyFunctions.Hosting.Standalone.Bindings;
using LoyaltyFunctions.Storage;

namespace LoyaltyFunctions.Tests.Infra;

public sealed class StorageTests
{
    [BicepFact]
    public async Task Every_queue_that_the_code_names_is_made_with_its_poison_queue_and_no_other()
    {
        var named = Constants(typeof(QueueNames)).Union(Triggers()).ToList();
        var expected = named.Concat(named.Select(QueueNames.PoisonOf)).Order(StringComparer.Ordinal);
        Assert.Equal(expected, (await Bicep.Prod).Names("Microsoft.Storage/storageAccounts/queueServices/queues").Order(StringComparer.Ordinal));
    }

    [BicepFact]
    public async Task Every_table_that_the_code_names_is_made_and_no_other() => Assert.Equal(
        Constants(typeof(TableNames)).Order(StringComparer.Ordinal),
        (await Bicep.Prod).Names("Microsoft.Storage/storageAccounts/tableServices/tables").Order(StringComparer.Ordinal));

    [Fact]
    public void The_queues_that_are_watched_are_all_queues() =>
        Assert.Equal(Constants(typeof(QueueNames)).Order(StringComparer.Ordinal), QueueNames.All.Order(StringComparer.Ordinal));

    [BicepFact]
    public async Task The_account_takes_no_shared_key_no_anonymous_reader_and_no_old_tls()
    {
        foreach (var snapshot in new[] { await Bicep.Dev, await Bicep.Prod })
        {
            var account = snapshot.Only("Microsoft.Storage/storageAccounts").GetProperty("properties");
            Assert.False(account.GetProperty("allowSharedKeyAccess").GetBoolean());
            Assert.False(account.GetProperty("allowBlobPublicAccess").GetBoolean());
            Assert.True(account.GetProperty("supportsHttpsTrafficOnly").GetBoolean());
            Assert.Equal("TLS1_2", account.GetProperty("minimumTlsVersion").GetString());
            Assert.All(
                snapshot.OfType("Microsoft.Storage/storageAccounts/blobServices/containers"),
                container => Assert.Equal("None", container.GetProperty("properties").GetProperty("publicAccess").GetString()));
        }
    }

    [BicepFact]
    public async Task A_private_network_closes_storage_and_vault_to_everybody_else()
    {
        var prod = await Bicep.Prod;
        Assert.Equal(["blob", "queue", "table", "vault"], prod.OfType("Microsoft.Network/privateEndpoints").Select(Group).Order(StringComparer.Ordinal));
        foreach (var type in new[] { "Microsoft.Storage/storageAccounts", "Microsoft.KeyVault/vaults" })
        {
            var properties = prod.Only(type).GetProperty("properties");
            Assert.Equal("Disabled", properties.GetProperty("publicNetworkAccess").GetString());
            Assert.Equal("Deny", properties.GetProperty("networkAcls").GetProperty("defaultAction").GetString());
        }

        Assert.Contains("appSubnetId", prod.Only("Microsoft.Web/sites").GetProperty("properties").GetProperty("virtualNetworkSubnetId").GetString(), StringComparison.Ordinal);
        Assert.Empty((await Bicep.Dev).OfType("Microsoft.Network/virtualNetworks"));
    }

    private static string Group(JsonElement endpoint) =>
        endpoint.GetProperty("properties").GetProperty("privateLinkServiceConnections")[0].GetProperty("properties").GetProperty("groupIds")[0].GetString()!;

    private static IEnumerable<string> Constants(Type names) =>
        names.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);

    private static IEnumerable<string> Triggers() => typeof(QueueNames).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods())
        .SelectMany(method => method.GetParameters())
        .Select(parameter => parameter.GetCustomAttribute<QueueTriggerAttribute>()?.QueueName)
        .OfType<string>();
}
