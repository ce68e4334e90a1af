using System.Diagnostics.Metrics;
using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Messages.Campaigns;

namespace LoyaltyFunctions.Messages;

/// <summary>What the monthly messages did, for operators.</summary>
public sealed class MessagesMetrics
{
    public const string MeterName = "LoyaltyFunctions.Messages";

    private readonly Counter<long> members;
    private readonly Counter<long> calls;
    private readonly Counter<long> campaigns;
    private readonly Counter<long> held;

    public MessagesMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        members = meter.CreateCounter<long>("loyalty.messages.members", "{member}", "Accounts handled, by what became of their message.");
        calls = meter.CreateCounter<long>("loyalty.messages.calls", "{call}", "Outgoing calls, by target.");
        campaigns = meter.CreateCounter<long>("loyalty.messages.campaigns", "{campaign}", "Campaigns ended, by how.");
        held = meter.CreateCounter<long>("loyalty.messages.held", "{look}", "Looks at which a campaign had to wait for the site's accounts.");
    }

    public void Count(Job job, IReadOnlyDictionary<string, long> counts)
    {
        foreach (var (name, count) in counts.Where(count => count.Value > 0))
        {
            if (name is CampaignCounts.WixCalls or CampaignCounts.StorageCalls)
                calls.Add(count, new KeyValuePair<string, object?>("target", name == CampaignCounts.WixCalls ? "wix" : "storage"));
            else if (name != CampaignCounts.Accounts)
                members.Add(count, new("outcome", name), new("dryRun", job.DryRun));
        }
    }

    public void Ended(Job job) => campaigns.Add(1, new("outcome", job.State.ToString().ToLowerInvariant()), new("dryRun", job.DryRun));

    public void Held() => held.Add(1);
}
