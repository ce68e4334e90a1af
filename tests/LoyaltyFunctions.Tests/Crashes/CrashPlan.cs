using System.Collections.Concurrent;

namespace LoyaltyFunctions.Tests.Crashes;

/// <summary>
/// Counts the outgoing calls that concern each person, found by the account ids in address and body, and makes one of them go wrong, once.
/// The calls are discovered by running: a new one is covered the day it is added.
/// </summary>
public sealed class CrashPlan
{
    private readonly ConcurrentDictionary<string, Victim> victims = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>From here on the calls about these accounts count together; the one numbered <paramref name="at"/> (from 1) goes wrong.</summary>
    public Victim Watch(string wixAccountId, string externalAccountId, int at, CrashMode mode)
    {
        var victim = new Victim(at, mode);
        victims[wixAccountId] = victim;
        victims[externalAccountId] = victim;
        return victim;
    }

    /// <summary>What shall go wrong at this call; null for nothing.</summary>
    public (CrashMode Mode, string Call)? Next(string method, string address, string body)
    {
        var text = Uri.UnescapeDataString(address) + body;
        var found = victims.FirstOrDefault(v => text.Contains(v.Key, StringComparison.OrdinalIgnoreCase)).Value;
        return found?.Count($"{method} {address}");
    }

    /// <summary>One person's calls.</summary>
    public sealed class Victim(int at, CrashMode mode)
    {
        private readonly Lock gate = new();
        private readonly List<string> calls = [];

        public IReadOnlyList<string> Calls
        {
            get
            {
                lock (gate)
                    return [.. calls];
            }
        }

        public bool Crashed { get; private set; }

        public (CrashMode Mode, string Call)? Count(string call)
        {
            lock (gate)
            {
                calls.Add(call);
                if (calls.Count != at || Crashed)
                    return null;
                Crashed = true;
                return (mode, call);
            }
        }
    }
}
