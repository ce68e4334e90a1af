using System.CommandLine;
using LoyaltyFunctions.Sandbox.Serve;

namespace LoyaltyFunctions.Sandbox.CommandLine;

/// <summary>The options that say what kind of site the sandbox is.</summary>
internal sealed class SiteOptionSet(double chaos)
{
    private readonly Option<int> members = Numbers.Whole("--members", 200, 1, 100_000, "People of the site.");
    private readonly Option<int> seed = Numbers.Whole("--seed", 1, 0, int.MaxValue, "What people do and what goes wrong; the same seed asks for the same.");

    private readonly Option<double> chaos = Numbers.Real(
        "--chaos", chaos, 0, 1, "How badly both systems behave: duplicates, disorder, delays, errors, lost answers. 0 is not at all.");

    private readonly Option<int> processes = Numbers.Whole("--processes", 1, 1, 8, "Processes of the app on the same storage.");

    private readonly Option<string> wixMode = Mode(
        "--wix-mode", WixModes.Presets.Keys, "What Wix's documentation leaves open, as a comma separated list");

    private readonly Option<string> externalMode = Mode(
        "--external-mode", ExternalModes.Presets.Keys, "What the external system offers, as a comma separated list");

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { members, seed, chaos, processes, wixMode, externalMode })
            command.Add(option);
    }

    /// <exception cref="UsageException">A mode names a switch that the simulator has not, or a value that does not fit.</exception>
    public SiteChoices Of(ParseResult parsed)
    {
        var choices = new SiteChoices(
            parsed.GetValue(members),
            parsed.GetValue(seed),
            parsed.GetValue(chaos),
            WixModes.Parse(parsed.GetValue(wixMode)!),
            ExternalModes.Parse(parsed.GetValue(externalMode)!),
            parsed.GetValue(processes));
        _ = (Behaviours.OfWix(choices), Behaviours.OfExternal(choices));
        return choices;
    }

    private static Option<string> Mode(string name, IEnumerable<string> presets, string description) => new(name)
    {
        Description = $"{description}: {string.Join(", ", presets)}; or any switch of the simulator as name=value.",
        HelpName = "list",
        DefaultValueFactory = _ => "",
    };
}
