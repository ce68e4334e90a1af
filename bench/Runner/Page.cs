using System.Globalization;
using System.Text;
using LoyaltyFunctions.Sandbox.Azurite;

namespace LoyaltyFunctions.Bench.Runner;

/// <summary><c>docs/performance.md</c>: written whole from what one run found.</summary>
internal sealed class Page(IReadOnlyList<PartResult> parts, TimeSpan took)
{
    public string Headline() => string.Join("; ", parts.SelectMany(part => part.Headlines));

    public string Goals()
    {
        var table = new Table("goal", "asked", "this run", "");
        foreach (var goal in parts.SelectMany(part => part.Goals))
            table.Add(goal.What, goal.Asked, goal.Got, goal.Met ? "met" : "**missed**");
        return table.ToString();
    }

    public async Task WriteAsync(CancellationToken ct)
    {
        var text = new StringBuilder();
        text.AppendLine("# Performance").AppendLine();
        text.AppendLine("Written by").AppendLine().AppendLine("```").AppendLine("dotnet run -c Release --project bench").AppendLine("```").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"from one run, which took {took.TotalMinutes:N0} minutes on {Machine.Describe()}.").AppendLine();
        text.AppendLine(Introduction).AppendLine();
        text.AppendLine("## Goals").AppendLine().Append(Goals()).AppendLine();
        foreach (var goal in parts.SelectMany(part => part.Goals).Where(goal => !goal.Met))
            text.AppendLine(CultureInfo.InvariantCulture, $"* {goal.What}: {goal.Got} instead of {goal.Asked}. {goal.WhyMissed}");
        foreach (var part in parts)
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"## {part.Title}").AppendLine();
            text.AppendJoin(Environment.NewLine, part.Blocks.Select(block => block.TrimEnd() + Environment.NewLine));
        }

        await File.WriteAllTextAsync(Path.Combine(NodePackages.RepositoryFolder, "docs", "performance.md"), text.ToString().ReplaceLineEndings("\n"), ct);
    }

    private const string Introduction =
        """
        Everything runs on one machine, over real HTTP on loopback, each contender as a process of its own, and shares its cores: the load, the
        simulators and the storage too. Contenders take turns, A B A B; a figure is the median of its turns, with the lowest and highest in
        brackets. Ratios carry over to other machines better than rates, and processor time better than latencies.

        The peer is what an integrator would write instead: a Node server with Wix's own `@wix/sdk` and `@azure/storage-queue`
        (`bench/peer/server.mjs`). `-- --quick` takes a look within two minutes and writes nothing; `-- receiver` (`sync`, `lag`, …) runs one part.
        """;
}
