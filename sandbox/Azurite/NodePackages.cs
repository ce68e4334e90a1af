using System.Diagnostics;

namespace LoyaltyFunctions.Sandbox.Azurite;

/// <summary>
/// The npm packages of the repository (<c>package-lock.json</c>), installed on first use. Several processes may ask at once: one installs,
/// the others wait.
/// </summary>
public static class NodePackages
{
    /// <summary>The folder of the repository: the nearest above this program that holds <c>LoyaltyFunctions.sln</c>.</summary>
    /// <exception cref="DirectoryNotFoundException">The program does not run from inside the repository.</exception>
    public static string RepositoryFolder { get; } = FindRepository();

    /// <summary>Installs what is missing and returns the <c>node_modules</c> folder.</summary>
    /// <exception cref="InvalidOperationException">Node.js or npm is not there, or npm failed; the message holds its words.</exception>
    public static async Task<string> EnsureAsync(CancellationToken ct)
    {
        var modules = Path.Combine(RepositoryFolder, "node_modules");
        if (IsCurrent(modules))
            return modules;

        await using var turn = await TakeTurnAsync(ct);
        if (!IsCurrent(modules))
        {
            await RunNpmAsync(["ci", "--no-audit", "--no-fund"], ct);
            File.Copy(Lock(RepositoryFolder), InstalledLock(modules), overwrite: true);
        }

        return modules;
    }

    // npm's own record of what is installed is formatted differently, so a copy of the lock file marks a finished installation.
    private static bool IsCurrent(string modules) =>
        File.Exists(InstalledLock(modules)) && File.ReadAllText(InstalledLock(modules)) == File.ReadAllText(Lock(RepositoryFolder));

    private static string Lock(string folder) => Path.Combine(folder, "package-lock.json");

    private static string InstalledLock(string modules) => Path.Combine(modules, ".installed-package-lock.json");

    private static async Task<FileStream> TakeTurnAsync(CancellationToken ct)
    {
        var path = Path.Combine(RepositoryFolder, "obj", "npm.lock");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(250), ct);
            }
        }
    }

    private static async Task RunNpmAsync(string[] arguments, CancellationToken ct)
    {
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo("cmd.exe", ["/c", "npm", .. arguments])
            : new ProcessStartInfo("npm", arguments);
        start.WorkingDirectory = RepositoryFolder;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;

        using var npm = StartOrExplain(start);
        var output = npm.StandardOutput.ReadToEndAsync(ct);
        var errors = npm.StandardError.ReadToEndAsync(ct);
        await npm.WaitForExitAsync(ct);
        if (npm.ExitCode != 0)
            throw new InvalidOperationException($"npm {string.Join(' ', arguments)} ended with {npm.ExitCode}: {await errors}{await output}");
    }

    private static Process StartOrExplain(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException($"{start.FileName} could not be started: Node.js 20 or later with npm is needed on the PATH.", e);
        }
    }

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LoyaltyFunctions.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds LoyaltyFunctions.sln.");
    }
}
