using Xunit.Abstractions;

namespace LoyaltyFunctions.Tests.Crashes;

/// <summary>
/// For every outgoing call that a change leads to, in the receiver, the handling, the linking and the host's steps on the message: stops
/// before it, stops after it, loses its answer. In the end every person's ledgers must be what they are without a fault. Two classes, so that
/// they run side by side.
/// </summary>
public abstract class CrashEnumerationTests(ITestOutputHelper output)
{
    public sealed class In_one_process(ITestOutputHelper output) : CrashEnumerationTests(output)
    {
        [Fact]
        public async Task A_fault_at_any_call_changes_nothing_in_the_end()
        {
            await using var enumeration = await CrashEnumeration.StartAsync(processes: 1);
            AssertAllHold(await enumeration.RunAsync(
                [.. Scenario.Changes.Concat(Scenario.InParts).Concat(Scenario.Meetings).Concat(Scenario.FirstSights).Select(s => (s, Delivery.Clean))]));
        }
    }

    public sealed class In_two_processes(ITestOutputHelper output) : CrashEnumerationTests(output)
    {
        [Fact]
        public async Task It_changes_nothing_where_every_event_comes_twice_and_no_mark_comes_back()
        {
            await using var enumeration = await CrashEnumeration.StartAsync(processes: 2, hidesProvenance: true);
            AssertAllHold(await enumeration.RunAsync(
                [
                    .. Scenario.Changes.Select(s => (s, Delivery.Duplicate)),
                    .. Scenario.Changes.Concat(Scenario.Meetings.Take(1)).Select(s => (s, Delivery.Twin)),
                ]));
        }
    }

    private void AssertAllHold(Findings findings)
    {
        foreach (var (scenario, points) in findings.Points)
            output.WriteLine($"{points,4} crash points: {scenario}");
        output.WriteLine($"{findings.Points.Values.Sum(),4} in all");
        Assert.True(!findings.Everything.Any(), string.Join(Environment.NewLine, findings.Everything.Take(40)));
    }
}
