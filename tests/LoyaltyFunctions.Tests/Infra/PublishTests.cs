using System.Security.Cryptography;
using LoyaltyFunctions.Hosting;
using LoyaltyFunctions.Sandbox.Processes;
using LoyaltyFunctions.Tests.Support;

namespace LoyaltyFunctions.Tests.Infra;

[Collection("azurite")]
public sealed class PublishTests(AzuriteFixture azurite)
{
    [Fact]
    [Trait("Category", "Slow")]
    public async Task The_published_folder_runs_without_dotnet_on_settings_from_the_environment()
    {
        var folder = Directory.CreateTempSubdirectory("loyalty-publish-").FullName;
        try
        {
            var output = Path.Combine(folder, "app");
            // Compiling ahead takes minutes and changes nothing but the time of a start.
            var published = await Tool.RunAsync(
                "dotnet", ["publish", Repository.Path("functions"), "-c", "Release", "-p:RunAnalyzers=false", "-p:PublishReadyToRun=false", "--artifacts-path", Path.Combine(folder, "artifacts"), "-o", output], folder);
            Assert.True(published.ExitCode == 0, published.All);

            await AssertStartsAsync(output, folder);

            // The same folder where Azure Functions belongs: the package check says so before it is deployed.
            var check = await Tool.RunAsync("dotnet", ["msbuild", Repository.Path("infra/package/Package.csproj"), "-t:CheckPackage", $"-p:PublishDir={output}"], folder);
            Assert.NotEqual(0, check.ExitCode);
            Assert.Contains("not a package for Azure Functions", check.All, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_wrong_flavour_refuses_to_be_an_Azure_Functions_worker() =>
        Assert.Equal(1, await FunctionsHost.RunAsync(["--functions-uri", "http://127.0.0.1:1", "--functions-worker-id", "worker"]));

    private async Task AssertStartsAsync(string output, string folder)
    {
        using var key = RSA.Create(2048);
        var address = new Uri($"http://127.0.0.1:{FreePort.Or(0)}");
        var settings = new Dictionary<string, string>
        {
            ["Storage"] = azurite.ConnectionString,
            ["Urls"] = address.AbsoluteUri,
            ["Functions__Keys__default"] = "key",
            ["Wix__AppId"] = Guid.NewGuid().ToString(),
            ["Wix__AppSecret"] = "secret",
            ["Wix__PublicKey"] = key.ExportSubjectPublicKeyInfoPem(),
            // Not to be found: the folder brings its own.
            ["DOTNET_ROOT"] = "/nowhere",
            ["PATH"] = "/usr/bin:/bin",
        };
        await using var app = AppProcess.Start(address, settings, Path.Combine(folder, "app.log"), published: Path.Combine(output, "LoyaltyFunctions"));
        await app.WaitUntilReadyAsync(CancellationToken.None);
    }
}
