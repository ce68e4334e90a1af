using System.Globalization;
using LoyaltyFunctions.Bench.Runner;
using static LoyaltyFunctions.Bench.Receiver.ReceiverWorld;

namespace LoyaltyFunctions.Bench.Receiver;

/// <summary>What the receiver's figures mean.</summary>
internal sealed class ReceiverReport(int[] connections, Series bare, Contest verify, Contest azurite, Contest instant)
{
    // One connection waits most of the time: what it shows is latency.
    private int[] Busy => [.. connections.Where(number => number > 1)];

    public PartResult ToResult()
    {
        var verifyRatio = Least(verify, Peer);
        var cpu = Busy.Max(number => verify[App, number].Cpu.Median / (verify[Empty, number].Cpu.Median + bare.Median));
        var worst = Busy.MaxBy(number => verify[App, number].Cpu.Median / verify[Verify, number].Cpu.Median);
        var together = verify[Verify, worst].Cpu.Median;
        var azuriteRatio = azurite[App, 16].PerSecond.Median / azurite[Peer, 16].PerSecond.Median;
        var bareShare = azurite[App, 16].PerSecond.Median / azurite[Sender, 16].PerSecond.Median;
        var p99 = azurite[App, 16].P99.Median;
        var instantRatio = Least(instant, Peer);
        return new(
            "Receiver",
            [
                "**Verify only**: the webhook is verified, read and judged, and nothing is kept (Account Created events that the app itself caused).",
                verify.ToTable().ToString(),
                Text($"One RSA-2048 check on one thread, with nothing around it, takes {bare.Text("N1")} µs."),
                "**Verify and put on a queue of Azurite**, Points Updated events. Azurite is one Node process and takes some 1,800 messages a second, whoever sends them.",
                azurite.ToTable().ToString(),
                "**Verify and put on a queue that answers at once** (the benchmark's own storage in memory): the receiver's own cost.",
                instant.ToTable().ToString(),
            ],
            [
                new("Verify only, requests/s against the peer", "≥ 7×", Text($"{verifyRatio:N1}×"), verifyRatio >= 7, Reasons.Verify),
                new("Verify only, CPU against an empty endpoint plus a bare RSA verify", "≤ 1.25×", Text($"{cpu:N2}×"), cpu <= 1.25, Reasons.VerifyCpu(together, verify[App, worst].Cpu.Median / together)),
                new("Verify + enqueue on Azurite at 16 connections, against the peer", "≥ 1.7×", Text($"{azuriteRatio:N2}×"), azuriteRatio >= 1.7, Reasons.Azurite),
                new("Verify + enqueue on Azurite at 16 connections, p99", "< 100 ms", Text($"{p99:N0} ms"), p99 < 100, Reasons.Azurite),
                new("Verify + enqueue on Azurite at 16 connections, against a bare storage client", "≥ 90 %", Text($"{bareShare:P0}"), bareShare >= 0.9, Reasons.BareClient),
                new("Verify + enqueue on a storage that answers at once, against the peer", "≥ 5×", Text($"{instantRatio:N1}×"), instantRatio >= 5, Reasons.Instant),
            ],
            [Text($"verify {verifyRatio:N1}× the peer at {cpu:N2}× the floor's CPU"), Text($"enqueue {azuriteRatio:N1}× on Azurite, {instantRatio:N1}× on instant storage")]);
    }

    private double Least(Contest contest, string than) =>
        Busy.Min(number => contest[App, number].PerSecond.Median / contest[than, number].PerSecond.Median);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
