using System.Diagnostics.Metrics;
using LoyaltyFunctions.Jobs;

namespace LoyaltyFunctions.Activation;

/// <summary>What activations did, for operators.</summary>
public sealed class ActivationMetrics
{
    public const string MeterName = "LoyaltyFunctions.Activation";

    private readonly Counter<long> contacts;

    public ActivationMetrics(IMeterFactory meters) => contacts = meters.Create(MeterName).CreateCounter<long>(
        "loyalty.activation.contacts", "{contact}", "Contacts handled and calls made by activations, by what came of them.");

    public void Count(Job job, IReadOnlyDictionary<string, long> counts)
    {
        foreach (var (name, count) in counts.Where(count => count.Value > 0))
        {
            contacts.Add(count, new("outcome", name), new("rehearsal", job.DryRun));
        }
    }
}
