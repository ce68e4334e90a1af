namespace LoyaltyFunctions.Tests.Infra;

public sealed class BicepTests
{
    [BicepFact]
    public async Task Every_file_compiles_without_a_warning()
    {
        var build = await Bicep.Build;
        Assert.Equal(0, build.ExitCode);
        Assert.Equal("", build.Errors);
    }

    [BicepFact]
    public async Task The_linter_finds_nothing_in_any_file()
    {
        foreach (string[] files in (string[][])[["--pattern", "infra/*.bicep"], ["infra/main.bicepparam"]])
        {
            var lint = await Bicep.RunAsync(["lint", .. files]);
            Assert.True(lint is { ExitCode: 0 } && lint.All.Trim().Length == 0, lint.All);
        }
    }

    [BicepFact]
    public async Task Every_bicep_file_is_part_of_the_deployment()
    {
        var main = Repository.Read("infra/main.bicep");
        foreach (var file in Directory.EnumerateFiles(Repository.Path("infra"), "*.bicep").Select(Path.GetFileName).Where(file => file != "main.bicep"))
            Assert.Contains($"'{file}'", main, StringComparison.Ordinal);
        Assert.Equal(0, (await Bicep.Build).ExitCode);
    }
}
