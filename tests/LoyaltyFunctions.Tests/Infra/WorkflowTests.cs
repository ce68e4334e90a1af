using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace LoyaltyFunctions.Tests.Infra;

public sealed partial class WorkflowTests
{
    public static TheoryData<string> Workflows => [.. Directory.EnumerateFiles(Repository.Path(".github/workflows"), "*.yml").Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Every_action_is_pinned_to_a_commit(string workflow)
    {
        var uses = Uses().Matches(Text(workflow)).Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(uses);
        Assert.All(uses, use => Assert.Matches("^[A-Za-z0-9-]+/[A-Za-z0-9-]+@[0-9a-f]{40} # v[0-9.]+$", use));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Nothing_may_be_written_to_the_repository_and_no_password_is_used(string workflow)
    {
        var permissions = (YamlMappingNode)Root(workflow).Children["permissions"];
        Assert.Equal("contents: read", string.Join(", ", permissions.Children.Select(pair => $"{pair.Key}: {pair.Value}")));
        Assert.DoesNotContain("client-secret", Text(workflow), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(@"\bsecrets\.", Text(workflow));
    }

    [Fact]
    public void Both_flavours_are_built()
    {
        var build = Text("build.yml");
        Assert.Contains("dotnet test", build, StringComparison.Ordinal);
        Assert.Contains("dotnet publish functions", build, StringComparison.Ordinal);
        Assert.Contains("dotnet publish infra/package", build, StringComparison.Ordinal);
    }

    [Fact]
    public void Azd_publishes_the_project_that_makes_the_cloud_flavour()
    {
        Assert.Contains("project: ./infra/package", Repository.Read("azure.yaml"), StringComparison.Ordinal);
        Assert.Contains("FunctionsHost=AzureFunctions", Repository.Read("infra/package/Package.csproj"), StringComparison.Ordinal);
    }

    private static string Text(string workflow) => Repository.Read($".github/workflows/{workflow}");

    private static YamlMappingNode Root(string workflow)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Text(workflow)));
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    [GeneratedRegex(@"^\s*(?:- )?uses: (.+)$", RegexOptions.Multiline)]
    private static partial Regex Uses();
}
