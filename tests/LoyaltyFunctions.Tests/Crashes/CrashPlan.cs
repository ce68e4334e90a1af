using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace LoyaltyFunctions.Tests.Crashes;

/// <summary>
/// Says whom an outgoing call is about. The calls are discovered by running: whatever belongs to the trace of a person's event, and whatever
/// names the person's ids or address, or a queue message about the person. A new call is covered the day it is added.
/// </summary>
public sealed partial class CrashPlan
{
    private readonly ConcurrentDictionary<string, Victim> named = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<ActivityTraceId, Victim> traced = new();

    /// <summary>From here on the calls about whoever has one of these names count together; one of them goes wrong.</summary>
    public Victim Watch(IEnumerable<string> names, CrashPoint? point, CrashMode mode)
    {
        var victim = new Victim(point, mode);
        foreach (var name in names)
            named[name] = victim;
        return victim;
    }

    /// <summary>Another name of the same person: something that was made meanwhile.</summary>
    public void Name(Victim victim, string name) => named[name] = victim;

    /// <summary>Counts the call.</summary>
    /// <returns>Whom it is about, null for nobody who is watched; and whether it goes wrong.</returns>
    public (Victim? About, bool Strikes) Count(string method, string address, string body)
    {
        var victim = Find(address, body);
        return victim is null ? (null, false) : (victim, victim.Strikes(CrashPoint.KindOf(method, address)));
    }

    private Victim? Find(string address, string body)
    {
        var trace = Activity.Current?.TraceId ?? default;
        if (trace != default && traced.TryGetValue(trace, out var known))
            return known;
        var victim = Named(Uri.UnescapeDataString(address)) ?? Named(body);
        if (victim is not null && trace != default)
            traced[trace] = victim;
        return victim;
    }

    private Victim? Named(string text)
    {
        var names = named.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var word in Words().EnumerateMatches(text))
        {
            if (names.TryGetValue(text.AsSpan(word.Index, word.Length), out var victim))
                return victim;
        }

        return null;
    }

    [GeneratedRegex("[A-Za-z0-9_.@-]+")]
    private static partial Regex Words();
}
