using System.Diagnostics;
using System.Reflection;
using LoyaltyFunctions.Sandbox.Azurite;

namespace LoyaltyFunctions.Simulation.Kill;

/// <summary>The app as <c>dotnet publish</c> puts it into a folder, from the build that belongs to this program.</summary>
internal static class PublishedApp
{
    /// <summary>Publishes into <paramref name="folder"/>.</summary>
    /// <returns>The app's executable, and the folder of the .NET that it needs.</returns>
    /// <exception cref="InvalidOperationException">It could not be published; the message holds what was said.</exception>
    public static async Task<(string Executable, string DotNetFolder)> PublishAsync(string folder, CancellationToken ct)
    {
        var configuration = typeof(PublishedApp).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var dotnet = DotNet();
        var start = new ProcessStartInfo(
            dotnet,
            ["publish", Path.Combine(NodePackages.RepositoryFolder, "functions"), "--no-build", "-c", configuration, "-o", folder, "-p:PublishSelfContained=false", "-p:PublishReadyToRun=false"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
        await process.WaitForExitAsync(ct);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"The app could not be published.{Environment.NewLine}{await output}{await error}");
        return (Path.Combine(folder, OperatingSystem.IsWindows() ? "LoyaltyFunctions.exe" : "LoyaltyFunctions"), Path.GetDirectoryName(Resolved(dotnet)) ?? "");
    }

    // Not the apphost of this program, but the .NET that it runs on.
    private static string DotNet() =>
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH")
        ?? Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    private static string Resolved(string path) => new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
}
