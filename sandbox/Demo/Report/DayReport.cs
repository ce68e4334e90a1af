using System.Globalization;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sandbox.Demo.Display;
using LoyaltyFunctions.Sandbox.Demo.Figures;
using LoyaltyFunctions.Sandbox.Demo.Invariants;
using LoyaltyFunctions.Sandbox.Demo.Ledgers;

namespace LoyaltyFunctions.Sandbox.Demo.Report;

/// <summary>What the day came to: figures per direction, and whether the promises held.</summary>
internal sealed class DayReport(Evidence evidence, AppFigures app)
{
    private const int MostViolations = 20;

    private readonly IReadOnlyList<Score> scores = Score.Of(evidence.Wix, evidence.External);

    public void Show(IScreen screen, IReadOnlyList<Verdict> verdicts)
    {
        screen.Show("The day", ["", .. scores.Select(s => s.Direction)], Figures());
        screen.Show("The promises", ["", "holds", "which is"], [.. verdicts.Select(v => new[] { v.Invariant, v.Holds ? "yes" : "NO", v.Promise })]);
        foreach (var verdict in verdicts.Where(v => !v.Holds))
        {
            screen.Say($"Broken: {verdict.Invariant}");
            foreach (var violation in verdict.Violations.Take(MostViolations))
                screen.Say($"  {violation}");
            if (verdict.Violations.Count > MostViolations)
                screen.Say($"  and {verdict.Violations.Count - MostViolations} more");
        }
    }

    private List<IReadOnlyList<string>> Figures()
    {
        List<IReadOnlyList<string>> rows =
        [
            Row("changes", s => Count(s.Changes)),
            Row("mirrors", s => Count(s.Mirrors)),
            Row("echoes suppressed", s => Count(app.Echoes(s.From.Other()))),
            Row("duplicates dropped", s => Count(app.Events(s.From, "duplicate"))),
            Row("put back for a moment", s => Count(app.Events(s.From, "fenced"))),
            Row("parked", s => Count(evidence.Parked.Count(p => p.Side == s.From))),
        ];
        rows.AddRange(evidence.Parked.Select(p => p.Reason).Distinct().Order(StringComparer.Ordinal).Select(reason =>
            Row($"  {reason}", s => Count(evidence.Parked.Count(p => p.Side == s.From && p.Reason == reason)))));
        rows.Add(Row("Wix calls a change", s => Each(app.CallsOf(s.From, "wix"), s.Changes)));
        rows.Add(Row("external calls a change", s => Each(app.CallsOf(s.From, "external"), s.Changes)));
        rows.Add(Row("storage calls a change", s => Each(app.CallsOf(s.From, "table") + app.CallsOf(s.From, "queue"), s.Changes)));
        rows.Add(Row("storage calls an echo", s => Each(Storage(s.From.Other()), app.Echoes(s.From.Other()))));
        rows.Add(Row("lag p50", s => Time(app.Lag(s.From).P50)));
        rows.Add(Row("lag p99", s => Time(app.Lag(s.From).P99)));
        return rows;
    }

    private long Storage(Side echoesOf) => app.CallsOfEchoes(echoesOf, "table") + app.CallsOfEchoes(echoesOf, "queue");

    private string[] Row(string name, Func<Score, string> cell) => [name, .. scores.Select(cell)];

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Each(long calls, long of) => of == 0 ? "-" : ((double)calls / of).ToString("0.00", CultureInfo.InvariantCulture);

    private static string Time(TimeSpan time) => time.TotalSeconds < 1
        ? time.TotalMilliseconds.ToString("0 'ms'", CultureInfo.InvariantCulture)
        : time.TotalSeconds.ToString("0.0 's'", CultureInfo.InvariantCulture);
}
