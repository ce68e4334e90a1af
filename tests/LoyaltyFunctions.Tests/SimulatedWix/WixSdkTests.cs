using System.Diagnostics;
using LoyaltyFunctions.Sandbox.Azurite;
using LoyaltyFunctions.Sandbox.Wix;

namespace LoyaltyFunctions.Tests.SimulatedWix;

/// <summary>Wix's own SDK (npm <c>@wix/sdk</c>) as the judge of the simulator: the scripts are in <c>tests/wix-sdk</c>.</summary>
public sealed class WixSdkTests
{
    [Theory]
    [InlineData("api.mjs")]
    [InlineData("webhooks.mjs")]
    public async Task Wixs_own_sdk_finds_nothing_wrong(string script)
    {
        await NodePackages.EnsureAsync(CancellationToken.None);
        await using var wix = await WixSimulator.StartAsync(new WixSimulatorOptions(), CancellationToken.None);

        var (exitCode, output) = await RunAsync(script, wix);

        Assert.True(exitCode == 0 && !output.Contains("not ok", StringComparison.Ordinal) && output.Contains("# fail 0", StringComparison.Ordinal), output);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string script, WixSimulator wix)
    {
        var start = new ProcessStartInfo("node", ["--test-reporter=tap", Path.Combine(NodePackages.RepositoryFolder, "tests", "wix-sdk", script)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["WIX_BASE"] = wix.BaseAddress.ToString(),
                ["WIX_APP_ID"] = wix.AppId,
                ["WIX_APP_SECRET"] = wix.AppSecret,
                ["WIX_INSTANCE_ID"] = wix.InstanceIds[0],
                ["WIX_PUBLIC_KEY"] = wix.PublicKeyPem,
            },
        };
        using var node = Process.Start(start)!;
        var output = node.StandardOutput.ReadToEndAsync();
        var errors = node.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            await node.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            node.Kill(entireProcessTree: true);
            throw;
        }

        return (node.ExitCode, await output + await errors);
    }
}
