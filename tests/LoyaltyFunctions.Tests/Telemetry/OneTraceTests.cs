using System.Collections.Concurrent;
using System.Diagnostics;
using LoyaltyFunctions.Telemetry;
using LoyaltyFunctions.Tests.Support;

namespace LoyaltyFunctions.Tests.Telemetry;

public sealed class OneTraceTests
{
    [Fact]
    public async Task One_trace_leads_from_the_webhook_through_the_queue_to_the_mirror()
    {
        ConcurrentBag<Activity> ended = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is MessageActivity.SourceName or "Microsoft.AspNetCore" or "System.Net.Http",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Add,
        };
        ActivitySource.AddActivityListener(listener);
        await using var world = await SyncWorld.StartAsync();
        var person = world.AddPerson();

        person.EarnsOnWix(100);
        await world.QuietAsync();

        var mirror = ended.First(a => a.Kind == ActivityKind.Client && Url(a).StartsWith(world.External.BaseAddress.ToString(), StringComparison.Ordinal)
            && Url(a).EndsWith("/transactions", StringComparison.Ordinal));
        var trace = ended.Where(a => a.TraceId == mirror.TraceId).ToList();
        var work = Assert.Single(trace, a => a.DisplayName == "SyncFromWix");
        var received = Assert.Single(trace, a => a.Kind == ActivityKind.Server && a.SpanId == work.ParentSpanId);
        var sent = Assert.Single(trace, a => a.Kind == ActivityKind.Client && a.SpanId == received.ParentSpanId);
        Assert.EndsWith("/api/webhooks/wix", Url(sent), StringComparison.Ordinal);
        Assert.Equal("Mirrored", work.GetTagItem("loyalty.outcome"));
        Assert.Equal(100, person.ExternalBalance);
    }

    private static string Url(Activity activity) => activity.GetTagItem("url.full") as string ?? "";
}
