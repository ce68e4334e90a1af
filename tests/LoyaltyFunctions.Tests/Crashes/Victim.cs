namespace LoyaltyFunctions.Tests.Crashes;

/// <summary>The outgoing calls about one person; one of them goes wrong, once.</summary>
/// <param name="point">Which; null for none.</param>
public sealed class Victim(CrashPoint? point, CrashMode mode)
{
    private readonly Lock gate = new();
    private readonly List<CrashPoint> calls = [];

    public CrashMode Mode => mode;

    public IReadOnlyList<CrashPoint> Calls
    {
        get
        {
            lock (gate)
                return [.. calls];
        }
    }

    /// <summary>Whether the call was made, and went wrong.</summary>
    public bool Struck { get; private set; }

    /// <summary>What was thrown for it, where the function stopped.</summary>
    public CrashException? Thrown { get; private set; }

    /// <summary>Counts a call.</summary>
    /// <returns>Whether it is the one that goes wrong.</returns>
    public bool Strikes(string kind)
    {
        lock (gate)
        {
            var call = new CrashPoint(kind, 1 + calls.Count(c => c.Kind == kind));
            calls.Add(call);
            Struck |= call == point;
            return call == point;
        }
    }

    /// <summary>The function stops here.</summary>
    public CrashException Crash() => Thrown = new CrashException($"{point}");
}
