using System.Text.Json;
using System.Text.Json.Nodes;
using LoyaltyFunctions.Sandbox.CommandLine;
using LoyaltyFunctions.Sandbox.External;
using LoyaltyFunctions.Sandbox.Wix;

namespace LoyaltyFunctions.Sandbox.Serve;

/// <summary>How the two simulators behave for the choices of a command line: the chaos, and the modes on top of it.</summary>
internal static class Behaviours
{
    /// <exception cref="UsageException">The simulator has no such switch, or not with such a value.</exception>
    public static WixBehaviour OfWix(SiteChoices choices)
    {
        var switches = Merged(Misbehaviour.OfWix(choices.Chaos), choices.Wix.Switches);
        var start = new WixBehaviour { ResendScheduleScale = Pace.ResendScale };
        var behaviour = BehaviourJson.Merge(start, JsonSerializer.SerializeToElement(switches), out var problems);
        return problems.Count == 0 ? behaviour : throw new UsageException($"--wix-mode: {problems[0]}");
    }

    /// <exception cref="UsageException">The simulator has no such switch, or not with such a value.</exception>
    public static ExternalBehaviour OfExternal(SiteChoices choices)
    {
        var start = new ExternalBehaviour { ResendScale = Pace.ResendScale };
        var switches = Merged(
            JsonSerializer.SerializeToNode(start, SimulatorJson.Options)!.AsObject(),
            Merged(Misbehaviour.OfExternal(choices.Chaos), choices.External.Switches));
        try
        {
            return switches.Deserialize<ExternalBehaviour>(SimulatorJson.Options)!;
        }
        catch (JsonException)
        {
            var names = typeof(ExternalBehaviour).GetProperties().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)).ToList();
            var unknown = switches.FirstOrDefault(s => !names.Contains(s.Key)).Key;
            throw new UsageException(unknown is null
                ? $"--external-mode: a switch has a value that does not fit in {choices.External.Switches.ToJsonString()}."
                : $"--external-mode: {unknown}: no such switch. There are: {string.Join(", ", names)}.");
        }
    }

    private static JsonObject Merged(JsonObject first, JsonObject second)
    {
        var all = first.DeepClone().AsObject();
        foreach (var (name, value) in second)
            all[name] = value?.DeepClone();
        return all;
    }
}
