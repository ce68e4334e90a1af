using System.Globalization;
using LoyaltyFunctions.Bench.Runner;

namespace LoyaltyFunctions.Bench.Big;

/// <summary>Sites of many accounts: whether memory and calls stay flat, and what the real limit makes of it.</summary>
internal sealed class BigPart : IPart
{
    // Wix's calls a minute and site, the share of background work, and the slots that can be used at a steady full load.
    private const double BackgroundCallsAMinute = 200 * 0.7 * 12 / 13;
    private const double Day = 24 * 60;
    private const string WhyMemory = "The collector lets the heap grow with what is allocated; what the app keeps for each account is in a bounded cache.";
    private const string WhyCalls =
        "The reconcile reads the link of each account twice, from either side, each in a partition of its own; what is above two is the mapping, where pages are not sorted by id, and a few calls a page.";

    public string Name => "big";

    public async Task<PartResult> RunAsync(BenchContext context, CancellationToken ct)
    {
        var (small, large) = context.Quick ? (500, 1_000) : (context.Accounts / 10, context.Accounts);
        List<Phase> phases = [.. await BigSite.RunAsync(context, small, ct), .. await BigSite.RunAsync(context, large, ct)];
        context.Say("Big sites: a site at the limit, time sixty times as fast");
        var simulated = await LimitedSite.RunAsync(context, context.Quick ? 400 : 3_000, ct);

        var table = new Table("accounts", "flow", "time", "memory at its end MB", "peak so far MB", "storage calls/account", "Wix calls/account", "external calls/account", "at Wix's limit, on paper");
        foreach (var phase in phases)
        {
            table.Add(
                phase.Accounts.ToString("N0", CultureInfo.InvariantCulture), phase.Name, Text($"{phase.Took.TotalSeconds:N0} s"), Text($"{phase.EndMb:N0}"), Text($"{phase.PeakMb:N0}"),
                Text($"{phase.StorageCalls:N2}"), Text($"{phase.WixCalls:N2}"), Text($"{phase.ExternalCalls:N2}"), OnPaper(phase.WixCalls * phase.Accounts));
        }

        var (last, first) = (phases.Last(), phases.Last(phase => phase.Accounts == small));
        var growth = (last.EndMb / first.EndMb) - 1;
        var calls = phases.Where(phase => phase.Accounts == large).Max(phase => phase.StorageCalls);
        var paper = TimeSpan.FromMinutes(simulated.WixCalls * simulated.Accounts / BackgroundCallsAMinute);
        var measured = simulated.Took * LimitedSite.Faster;
        return new(
            "Big sites",
            [
                "Everybody has an account in the external system and none on Wix yet; simulators unthrottled, storage in memory that answers at once (an emulator slows down with what it holds). Memory is the app's process as the operating system sees it.",
                table.ToString(),
                Text($"Wix allows a site 200 calls a minute; background work takes at most 70 % of them. A simulated activation of {simulated.Accounts:N0} accounts at that limit, sixty times as fast, took {measured.TotalMinutes:N0} minutes of Wix's time against {paper.TotalMinutes:N0} on paper ({simulated.WixCalls:N2} calls an account)."),
            ],
            [
                new(Text($"Memory at the end at {large:N0} accounts against {small:N0}"), "within 20 %", Text($"{growth:+0 %;-0 %}"), growth <= 0.2, WhyMemory),
                new(Text($"Storage calls an account at {large:N0} accounts, the highest of the flows"), "≤ 3", Text($"{calls:N2}"), calls <= 3, WhyCalls),
            ],
            [Text($"{large:N0} accounts activated in {phases.First(phase => phase.Accounts == large).Took.TotalSeconds:N0} s, memory {growth:+0 %;-0 %}")]);
    }

    private static string OnPaper(double calls) => (calls / BackgroundCallsAMinute) is var minutes && minutes > Day
        ? Text($"{minutes / Day:N1} days")
        : Text($"{minutes / 60:N1} h");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
