using System.Text.Json;

namespace LoyaltyFunctions.Tests.Infra;

public sealed class IdentityTests
{
    // https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
    private const string StorageBlobDataOwner = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b";
    private const string StorageQueueDataContributor = "974c5e8b-45b9-4653-ba55-5f855dd0fb88";
    private const string StorageTableDataContributor = "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3";
    private const string KeyVaultSecretsUser = "4633458b-17de-408a-b874-0445c86b69e6";
    private const string MonitoringMetricsPublisher = "3913510d-42f4-4e42-8a64-420c390055eb";

    private static readonly string[] Scopes = ["Microsoft.Insights/components", "Microsoft.KeyVault/vaults", "Microsoft.Storage/storageAccounts"];

    [BicepFact]
    public async Task The_app_has_exactly_the_roles_that_it_needs_each_on_one_resource()
    {
        var assignments = (await Bicep.Prod).OfType("Microsoft.Authorization/roleAssignments");
        Assert.Equal(
            new[]
            {
                ("Microsoft.Insights/components", MonitoringMetricsPublisher),
                ("Microsoft.KeyVault/vaults", KeyVaultSecretsUser),
                ("Microsoft.Storage/storageAccounts", StorageTableDataContributor),
                ("Microsoft.Storage/storageAccounts", StorageQueueDataContributor),
                ("Microsoft.Storage/storageAccounts", StorageBlobDataOwner),
            }.OrderBy(role => role.ToString(), StringComparer.Ordinal),
            assignments.Select(assignment => (Scope(assignment), Role(assignment))).OrderBy(role => role.ToString(), StringComparer.Ordinal));
        Assert.All(assignments, assignment => Assert.Contains("identity", assignment.GetProperty("properties").GetProperty("principalId").GetString(), StringComparison.Ordinal));
    }

    [BicepFact]
    public async Task The_vault_is_opened_by_roles_only_and_cannot_be_purged()
    {
        var vault = (await Bicep.Prod).Only("Microsoft.KeyVault/vaults").GetProperty("properties");
        Assert.True(vault.GetProperty("enableRbacAuthorization").GetBoolean());
        Assert.True(vault.GetProperty("enablePurgeProtection").GetBoolean());
        Assert.False(vault.TryGetProperty("accessPolicies", out _));
    }

    [BicepFact]
    public async Task Telemetry_is_taken_from_identities_only()
    {
        var prod = await Bicep.Prod;
        Assert.True(prod.Only("Microsoft.Insights/components").GetProperty("properties").GetProperty("DisableLocalAuth").GetBoolean());
        Assert.True(prod.Only("Microsoft.OperationalInsights/workspaces").GetProperty("properties").GetProperty("features").GetProperty("disableLocalAuth").GetBoolean());
    }

    [BicepFact]
    public async Task The_app_runs_on_flex_consumption_speaks_tls_and_takes_no_deployment_with_a_password()
    {
        var prod = await Bicep.Prod;
        Assert.Equal("FC1", prod.Only("Microsoft.Web/serverfarms").GetProperty("sku").GetProperty("name").GetString());
        var app = prod.Only("Microsoft.Web/sites");
        var properties = app.GetProperty("properties");
        var flex = properties.GetProperty("functionAppConfig");
        Assert.True(properties.GetProperty("httpsOnly").GetBoolean());
        Assert.Equal("UserAssigned", app.GetProperty("identity").GetProperty("type").GetString());
        Assert.Equal("functions", app.GetProperty("tags").GetProperty("azd-service-name").GetString());
        Assert.Equal("dotnet-isolated 10.0", $"{flex.GetProperty("runtime").GetProperty("name")} {flex.GetProperty("runtime").GetProperty("version")}");
        Assert.Equal("UserAssignedIdentity", flex.GetProperty("deployment").GetProperty("storage").GetProperty("authentication").GetProperty("type").GetString());
        var always = Assert.Single(flex.GetProperty("scaleAndConcurrency").GetProperty("alwaysReady").EnumerateArray());
        Assert.Equal("http 1", $"{always.GetProperty("name")} {always.GetProperty("instanceCount")}");
        Assert.All(
            prod.OfType("Microsoft.Web/sites/basicPublishingCredentialsPolicies"),
            policy => Assert.False(policy.GetProperty("properties").GetProperty("allow").GetBoolean()));
    }

    [BicepFact]
    public async Task Resources_are_named_by_the_abbreviations_and_tagged_with_the_environment()
    {
        var abbreviations = JsonDocument.Parse(Repository.Read("infra/abbreviations.json")).RootElement;
        var prod = await Bicep.Prod;
        var tagged = prod.Resources.Where(resource => resource.TryGetProperty("tags", out _)).ToList();
        Assert.All(tagged, resource => Assert.Equal("prod", resource.GetProperty("tags").GetProperty("azd-env-name").GetString()));
        foreach (var (type, abbreviation) in new[]
        {
            ("Microsoft.Resources/resourceGroups", "resourcesResourceGroups"), ("Microsoft.Storage/storageAccounts", "storageStorageAccounts"),
            ("Microsoft.KeyVault/vaults", "keyVaultVaults"), ("Microsoft.Web/sites", "webSitesFunctions"), ("Microsoft.Web/serverfarms", "webServerFarms"),
            ("Microsoft.ManagedIdentity/userAssignedIdentities", "managedIdentityUserAssignedIdentities"), ("Microsoft.Insights/actionGroups", "insightsActionGroups"),
        })
        {
            Assert.StartsWith(abbreviations.GetProperty(abbreviation).GetString()!, prod.Only(type).GetProperty("name").GetString(), StringComparison.Ordinal);
        }

        // Azure's limits for names: 24 characters each.
        Assert.True(prod.Only("Microsoft.Storage/storageAccounts").GetProperty("name").GetString()!.Length <= 24);
        Assert.True(prod.Only("Microsoft.KeyVault/vaults").GetProperty("name").GetString()!.Length <= 24);
    }

    private static string Role(JsonElement assignment) => assignment.GetProperty("properties").GetProperty("roleDefinitionId").GetString()!.TrimEnd(']', '\'', ')').Split('/', '\'')[^1];

    private static string Scope(JsonElement assignment)
    {
        var id = assignment.GetProperty("id").GetString()!;
        return Scopes.Single(type => id.Contains(type, StringComparison.Ordinal));
    }
}
