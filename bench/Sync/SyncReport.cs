using System.Globalization;
using LoyaltyFunctions.Bench.Runner;
using LoyaltyFunctions.Points;

namespace LoyaltyFunctions.Bench.Sync;

/// <summary>What the sync's figures mean.</summary>
internal static class SyncReport
{
    private const string Why =
        "The app does more than the calls: it verifies two webhooks, decides, and keeps a ledger; on two cores that is shared with the simulators and the storage, this time is the calls' too.";

    public static PartResult ToResult(int[] concurrencies, SyncFigures azurite, SyncFigures instant, IReadOnlyDictionary<Side, CallsPerChange> calls)
    {
        var worst = concurrencies.Min(azurite.ShareOfFloor);
        var table = new Table("storage", "changes under way", "this app, changes/s", "floor loop, changes/s", "share of the floor", "app CPU ms/change");
        foreach (var (name, figures) in new[] { ("Azurite", azurite), ("answers at once", instant) })
        {
            foreach (var concurrency in concurrencies)
            {
                table.Add(
                    name, Text($"{concurrency}"), figures.PerSecond(SyncFigures.App, concurrency).Text(), figures.PerSecond(SyncFigures.Floor, concurrency).Text(),
                    Text($"{figures.ShareOfFloor(concurrency):P0}"), figures.Cpu(concurrency).Text("N1"));
            }
        }

        var counted = new Table("a change made", "queue calls", "table calls", "calls to Wix", "calls to the external system");
        foreach (var (side, found) in calls)
            counted.Add([side == Side.Wix ? "on Wix" : "in the external system", .. found.Cells()]);
        var (tables, onWix, outside) = (calls.Values.Max(c => c.Table), calls.Values.Max(c => c.Wix), calls.Values.Max(c => c.External));
        return new(
            "Sync",
            [
                "Changes made in turns on Wix and in the external system, each on an account of its own, until the mirror is in the other ledger. The floor is a loop that makes the same storage and HTTP calls, echo included, with nothing in between.",
                table.ToString(),
                "Calls for one change and its echo, counted where they arrive; a queue's put, receive and delete are three, and one receive serves several messages.",
                counted.ToString(),
            ],
            [
                new("Sync on Azurite, share of the floor loop's rate at every concurrency", "≥ 80 %", Text($"{worst:P0} at worst"), worst >= 0.8, Why),
                new("Calls for a change, to tables (with its echo), Wix and the external system", "≤ 4 (+ 1), 2, 1", Text($"{tables:N2}, {onWix:N2}, {outside:N2}"),
                    tables <= 5 && onWix <= 2.02 && outside <= 1.02, "Some writes were refused as stale or some accounts looked at twice; each costs that change a call more."),
            ],
            [Text($"sync {azurite.PerSecond(SyncFigures.App, concurrencies[^1]).Median:N0} changes/s, {worst:P0} of the floor")]);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
