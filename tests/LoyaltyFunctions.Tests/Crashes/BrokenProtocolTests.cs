namespace LoyaltyFunctions.Tests.Crashes;

/// <summary>The enumeration itself is put to the test: where a guard of the protocol is broken, it must find ledgers that are wrong.</summary>
public sealed class BrokenProtocolTests
{
    [Fact]
    public async Task A_write_that_is_sent_again_without_a_guard_is_found()
    {
        // The app relies on idempotency keys that mean nothing.
        await using var enumeration = await CrashEnumeration.StartAsync(processes: 1, external: new() { HonourIdempotencyKeys = false });
        var findings = await enumeration.RunAsync([(Scenario.Changes[0], Delivery.Clean)], CrashMode.AnswerLost);
        Assert.Contains(findings.Wrong, wrong => wrong.Contains("outside 130", StringComparison.Ordinal));
    }
}
