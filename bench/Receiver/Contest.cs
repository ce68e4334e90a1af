using System.Globalization;
using LoyaltyFunctions.Bench.Load;
using LoyaltyFunctions.Bench.Runner;

namespace LoyaltyFunctions.Bench.Receiver;

/// <summary>Lets contenders take turns, A B A B, and keeps their figures.</summary>
internal sealed class Contest(IReadOnlyList<Contender> contenders, IReadOnlyList<int> connections)
{
    private readonly Dictionary<(string Name, int Connections), Figures> figures = [];

    public Figures this[string name, int connections] => figures[(name, connections)];

    // Until hot code is compiled for the second time: an app that has just started is another part's matter.
    private const int WarmUps = 6;

    /// <param name="before">Before each turn: clears what the one before left.</param>
    /// <param name="after">After each turn: checks that what was answered was done.</param>
    public async Task RunAsync(BenchContext context, Func<Task> before, Func<Contender, LoadResult, Task> after)
    {
        for (var round = 0; round < (context.Quick ? 1 : WarmUps); round++)
        {
            foreach (var contender in contenders)
            {
                await before();
                await contender.RunAsync(connections[^1], context.Turn);
            }
        }

        for (var round = 0; round < context.Rounds; round++)
        {
            foreach (var number in connections)
            {
                foreach (var contender in contenders)
                {
                    await before();
                    var result = await contender.RunAsync(number, context.Turn);
                    await after(contender, result);
                    if (!figures.TryGetValue((contender.Name, number), out var known))
                        figures.Add((contender.Name, number), known = new Figures());
                    known.Add(result);
                }
            }
        }
    }

    public Table ToTable()
    {
        var table = new Table("", "connections", "requests/s", "p50 ms", "p99 ms", "CPU µs/request");
        foreach (var number in connections)
        {
            foreach (var contender in contenders)
            {
                var found = this[contender.Name, number];
                table.Add(
                    contender.Name, number.ToString(CultureInfo.InvariantCulture), found.PerSecond.Text(), found.P50.Text("N1"), found.P99.Text("N1"),
                    found.Cpu.Text());
            }
        }

        return table;
    }
}
