namespace LoyaltyFunctions.Bench.Processes;

/// <summary>The .NET that runs this program.</summary>
internal static class DotNet
{
    /// <summary>Also where it is not on the PATH.</summary>
    public static string Path { get; } =
        System.IO.Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? Environment.ProcessPath!
            : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
}
