using LoyaltyFunctions.Sandbox.Wix;

namespace LoyaltyFunctions.Tests.SimulatedWix;

public sealed class WebhookDeliveryTests
{
    // 47 hours in about a tenth of a second.
    private const double Fast = 1e-6;

    [Fact]
    public async Task What_nobody_acknowledges_is_resent_twelve_times_and_given_up()
    {
        await using var site = await ListeningSite.StartAsync(new WixBehaviour { ResendScheduleScale = Fast });
        site.Sink.Status = _ => 500;

        site.App.Wix.Earn(site.Account, 1);
        await site.Sink.WaitAsync(13);
        await site.QuietAsync();

        Assert.Equal(13, site.Sink.Received.Count);
        Assert.Single(site.Sink.Received.Select(w => w.Id).Distinct());
        Assert.Equal((1, 13), (site.App.Wix.ReadSummary().GivenUp, site.App.Wix.ReadSummary().Deliveries["refused"]));
        Assert.Equal(Enumerable.Range(0, 13), site.App.Wix.ReadLedger().Deliveries.Select(d => d.Attempt));
    }

    [Theory]
    [InlineData(204)]
    [InlineData(202)]
    [InlineData(301)]
    public async Task Only_200_acknowledges(int status)
    {
        await using var site = await ListeningSite.StartAsync(new WixBehaviour { ResendScheduleScale = Fast });
        site.Sink.Status = n => n == 1 ? status : 200;

        site.App.Wix.Earn(site.Account, 1);
        await site.Sink.WaitAsync(2);
        await site.QuietAsync();

        Assert.Equal([WebhookOutcome.Refused, WebhookOutcome.Acknowledged], site.App.Wix.ReadLedger().Deliveries.Select(d => d.Outcome));
    }

    [Fact]
    public async Task An_answer_that_comes_too_late_does_not_acknowledge()
    {
        await using var site = await ListeningSite.StartAsync(new WixBehaviour { ResendScheduleScale = Fast }, o => o with { AcknowledgeWithin = TimeSpan.FromMilliseconds(300) });
        var first = new TaskCompletionSource();
        site.Sink.Meanwhile = _ => site.App.Wix.ReadLedger().Deliveries.Count == 0 ? first.Task : Task.CompletedTask;

        site.App.Wix.Earn(site.Account, 1);
        await site.Sink.WaitAsync(1);
        first.SetResult();
        await site.QuietAsync();

        var outcomes = site.App.Wix.ReadLedger().Deliveries.Select(d => d.Outcome).ToList();
        Assert.Equal((WebhookOutcome.TimedOut, WebhookOutcome.Acknowledged), (outcomes[0], outcomes[^1]));
    }

    [Theory]
    [InlineData(true, true, 1, 1)]
    [InlineData(false, true, 2, 2)]
    public async Task A_retry_keeps_the_event_id_or_not_and_the_bytes_only_when_told_to(bool sameId, bool sameBytes, int ids, int tokens)
    {
        await using var site = await ListeningSite.StartAsync(
            new WixBehaviour { ResendScheduleScale = Fast, RetryKeepsEventId = sameId, RetryIsReSigned = !sameBytes });
        site.Sink.Status = n => n == 1 ? 500 : 200;

        site.App.Wix.Earn(site.Account, 1);
        var received = await site.Sink.WaitAsync(2);

        Assert.Equal((ids, tokens), (received.Select(w => w.Id).Distinct().Count(), received.Select(w => w.Token).Distinct().Count()));
    }

    [Fact]
    public async Task A_webhook_may_come_before_the_answer_to_the_call_that_caused_it()
    {
        await using var site = await ListeningSite.StartAsync(new WixBehaviour { WebhookTiming = WebhookTiming.BeforeAnswer });
        Task<Answer>? call = null;
        var answeredFirst = true;
        var token = await site.App.TokenAsync();
        site.Sink.Meanwhile = async _ =>
        {
            while (call is null)
                await Task.Yield();
            answeredFirst = call.IsCompleted;
        };

        call = site.App.CallAsync(HttpMethod.Post, $"loyalty-accounts/v1/accounts/{site.Account}/adjust-points", new { amount = 1, revision = "1" }, token);
        var answer = await call;

        Assert.False(answeredFirst);
        Assert.Equal(200, answer.Status);
        Assert.Equal(answer.Revision, (string)Assert.Single(site.Sink.Received).Account["revision"]!);
    }

    [Fact]
    public async Task A_late_webhook_waits()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        await using var site = await ListeningSite.StartAsync(
            new WixBehaviour { WebhookTiming = WebhookTiming.Late, LateBy = TimeSpan.FromHours(1) }, o => o with { TimeProvider = time });

        await site.App.AdjustAsync(site.Account, new { amount = 1, revision = "1" });
        while (site.App.Wix.PendingWebhooks == 0)
            await Task.Delay(10);
        Assert.Empty(site.Sink.Received);
        do
        {
            time.Advance(TimeSpan.FromHours(1));
            await Task.Delay(10);
        }
        while (site.Sink.Received.Count == 0);

        Assert.Equal(site.Account, (string)site.Sink.Received[0].Account["id"]!);
    }

    [Fact]
    public async Task Duplicates_share_the_event_id()
    {
        await using var site = await ListeningSite.StartAsync(new WixBehaviour { DuplicateRate = 1, DuplicateCount = 4 });

        site.App.Wix.Earn(site.Account, 1);
        await site.Sink.WaitAsync(5);
        await site.QuietAsync();

        Assert.Equal(5, site.Sink.Received.Count);
        Assert.Single(site.Sink.Received.Select(w => w.Id).Distinct());
    }

    [Fact]
    public async Task A_dropped_event_never_comes_but_is_in_the_books()
    {
        await using var site = await ListeningSite.StartAsync(new WixBehaviour { DropRate = 1 });

        site.App.Wix.Earn(site.Account, 1);

        Assert.Equal((1, 1, 0), (site.App.Wix.ReadSummary().Events, site.App.Wix.ReadSummary().Deliveries["dropped"], site.App.Wix.PendingWebhooks));
    }

    [Fact]
    public async Task A_reorder_window_lets_events_go_shuffled_and_loses_none()
    {
        await using var site = await ListeningSite.StartAsync(new WixBehaviour { ReorderWindow = 20, ReorderHold = TimeSpan.FromHours(1), DelayMax = TimeSpan.FromMilliseconds(50) });

        for (var i = 0; i < 20; i++)
            site.App.Wix.Earn(site.Account, 1);

        var revisions = (await site.Sink.WaitAsync(20)).Select(w => int.Parse((string)w.Account["revision"]!, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(Enumerable.Range(2, 20), revisions.Order());
        Assert.NotEqual(revisions.Order(), revisions);
    }

    [Fact]
    public async Task An_unfilled_reorder_window_lets_go_after_its_time()
    {
        await using var site = await ListeningSite.StartAsync(new WixBehaviour { ReorderWindow = 20, ReorderHold = TimeSpan.FromMilliseconds(20) });

        site.App.Wix.Earn(site.Account, 1);

        Assert.Single(await site.Sink.WaitAsync(1));
    }
}
