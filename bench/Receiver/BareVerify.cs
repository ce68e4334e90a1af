using LoyaltyFunctions.Bench.Floor;
using LoyaltyFunctions.Bench.Runner;
using LoyaltyFunctions.Sandbox.Serve;

namespace LoyaltyFunctions.Bench.Receiver;

/// <summary>The cost of one RSA signature check on one thread, in processor time: this machine has other things to do meanwhile.</summary>
internal static class BareVerify
{
    /// <returns>Microseconds.</returns>
    public static Series Measure(SiteKeys keys, IReadOnlyList<byte[]> tokens, BenchContext context)
    {
        var verifier = new BareVerifier(keys.PublicKeyPem);
        var series = new Series();
        for (var round = 0; round <= context.Rounds; round++)
        {
            var start = context.Time.GetTimestamp();
            var cpu = Environment.CpuUsage.TotalTime;
            var count = 0;
            for (; context.Time.GetElapsedTime(start) < context.Turn / 4; count++)
            {
                if (!verifier.Verify(tokens[count % tokens.Count]))
                    throw new InvalidOperationException("A signature that is right was refused.");
            }

            // The first only warms up.
            if (round > 0)
                series.Add((Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / count);
        }

        return series;
    }
}
