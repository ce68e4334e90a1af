namespace LoyaltyFunctions.Sandbox.Serve;

/// <summary>A folder for the key files and logs of one run, open to this user only. It goes with the run, unless something is to be read there.</summary>
public sealed class RunFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("loyalty-sandbox-").FullName;

    /// <summary>Leaves the folder where it is, for the logs in it.</summary>
    public bool Keep { get; set; }

    public void Dispose()
    {
        if (!Keep)
            Directory.Delete(Path, recursive: true);
    }
}
