using System.Text.Json;

namespace LoyaltyFunctions.Tests.Infra;

/// <summary>The Bicep compiler, and what it makes of <c>infra/</c>; each only once.</summary>
internal static class Bicep
{
    private static readonly Lazy<Task<ToolResult>> Built = new(() => RunAsync("build", "infra/main.bicep", "--stdout"));
    private static readonly Lazy<Task<Snapshot>> DevLazy = new(() => SnapshotAsync("dev"));
    private static readonly Lazy<Task<Snapshot>> ProdLazy = new(() => SnapshotAsync("prod"));

    /// <summary>The compiler's path; null when there is none on this machine.</summary>
    public static string? Program { get; } = Find();

    public static Task<ToolResult> Build => Built.Value;

    /// <summary>Every resource that a deployment of an environment would make, evaluated without Azure.</summary>
    public static Task<Snapshot> Dev => DevLazy.Value;

    public static Task<Snapshot> Prod => ProdLazy.Value;

    public static Task<ToolResult> RunAsync(params string[] args) => Tool.RunAsync(Program!, args, Repository.Root);

    private static async Task<Snapshot> SnapshotAsync(string environment)
    {
        var folder = Directory.CreateTempSubdirectory("loyalty-bicep-").FullName;
        try
        {
            Copy(Repository.Path("infra"), folder);
            var result = await Tool.RunAsync(
                Program!,
                ["snapshot", "main.bicepparam", "--mode", "overwrite", "--subscription-id", Guid.Empty.ToString(), "--tenant-id", Guid.Empty.ToString()],
                folder,
                ("AZURE_ENV_NAME", environment),
                ("AZURE_LOCATION", "westeurope"));
            Assert.True(result.ExitCode == 0, result.All);
            return new Snapshot(JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "main.snapshot.json"))).RootElement);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal)))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static string? Find()
    {
        if (Repository.Metadata("BicepPackage") is { Length: > 0 } package)
            return Path.Combine(package, "tools", "bicep");
        var name = OperatingSystem.IsWindows() ? "bicep.exe" : "bicep";
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Append(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".azure", "bin"));
        return folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }
}
