using LoyaltyFunctions.Sandbox.Azurite;
using LoyaltyFunctions.Sandbox.External;
using YamlDotNet.RepresentationModel;

namespace LoyaltyFunctions.Tests.External;

/// <summary><c>docs/external-api.yaml</c> is what merchants build from: it must say what the simulator does.</summary>
public sealed class ExternalContractTests
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch", "head", "options", "trace"];
    private static readonly YamlMappingNode Contract = Load();

    [Fact]
    public async Task The_contract_and_the_simulator_have_the_same_calls()
    {
        await using var simulator = await ExternalSimulator.StartAsync(new ExternalSimulatorOptions(), default);
        var documented =
            from path in Map(Contract, "paths").Children
            from operation in ((YamlMappingNode)path.Value).Children
            where Methods.Contains(operation.Key.ToString())
            select $"{operation.Key.ToString().ToUpperInvariant()} {path.Key}";
        Assert.Equal(documented.Order(), simulator.Endpoints.Where(e => !e.Contains("/_sandbox/", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public void Every_reference_leads_somewhere()
    {
        var references = Contract.AllNodes.OfType<YamlMappingNode>()
            .Where(node => node.Children.ContainsKey("$ref")).Select(node => node["$ref"].ToString()).Distinct().ToList();
        Assert.NotEmpty(references);
        Assert.All(references, reference =>
        {
            YamlNode node = Contract;
            foreach (var step in reference.TrimStart('#', '/').Split('/'))
                node = Map(node, step);
        });
    }

    [Fact]
    public void Every_call_has_an_operation_id_of_its_own()
    {
        var ids = Contract.AllNodes.OfType<YamlMappingNode>()
            .Where(node => node.Children.ContainsKey("responses") && !node.Children.ContainsKey("schemas")).Select(node => node["operationId"].ToString()).ToList();
        Assert.Equal(7, ids.Count);
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public void Ids_have_the_form_that_the_app_accepts()
    {
        var pattern = Map(Map(Map(Contract, "components"), "schemas"), "Id")["pattern"].ToString();
        Assert.Equal("^[A-Za-z0-9._:-]{1,128}$", pattern);
        Assert.Equal(pattern, LoyaltyFunctions.External.ExternalId.Pattern.Replace("\\z", "$", StringComparison.Ordinal));
    }

    private static YamlMappingNode Map(YamlNode node, string key) => (YamlMappingNode)node[key];

    private static YamlMappingNode Load()
    {
        using var text = File.OpenText(Path.Combine(NodePackages.RepositoryFolder, "docs", "external-api.yaml"));
        var yaml = new YamlStream();
        yaml.Load(text);
        return (YamlMappingNode)yaml.Documents.Single().RootNode;
    }
}
