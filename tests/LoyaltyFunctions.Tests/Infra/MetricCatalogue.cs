using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Messages.Campaigns;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace LoyaltyFunctions.Tests.Infra;

/// <summary>Every metric that the app emits with the tags that it carries, found by making each class of metrics and calling all it offers.</summary>
internal static class MetricCatalogue
{
    private static readonly Lazy<IReadOnlyDictionary<string, HashSet<string>>> Found = new(Find);

    public static IReadOnlyDictionary<string, HashSet<string>> All => Found.Value;

    private static Dictionary<string, HashSet<string>> Find()
    {
        var metrics = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        using var provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var factory = provider.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Scope != factory)
                return;
            metrics[instrument.Name] = [];
            l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Note(metrics[instrument.Name], tags));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Note(metrics[instrument.Name], tags));
        listener.Start();
        foreach (var type in typeof(SyncMetrics).Assembly.GetTypes().Where(type => type.GetConstructor([typeof(IMeterFactory)]) is not null))
        {
            var made = Activator.CreateInstance(type, factory)!;
            foreach (var method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(method => !method.IsSpecialName))
                method.Invoke(made, [.. method.GetParameters().Select(parameter => Sample(parameter.ParameterType))]);
        }

        return metrics;
    }

    private static void Note(HashSet<string> names, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var tag in tags)
            names.Add(tag.Key);
    }

    private static object? Sample(Type type)
    {
        if (type == typeof(string))
            return "x";
        if (type == typeof(Job))
            return RuntimeHelpers.GetUninitializedObject(type);
        if (type == typeof(IReadOnlyDictionary<string, long>))
            return new Dictionary<string, long> { ["x"] = 1, [CampaignCounts.WixCalls] = 1 };
        if (type != typeof(CallCounts))
            return type.IsValueType ? Activator.CreateInstance(type) : null;
        var counts = new CallCounts();
        counts.Add(CallTarget.Wix);
        return counts;
    }
}
