using Azure.Data.Tables;
using Azure.Storage.Queues;
using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Messages;
using LoyaltyFunctions.Messages.Campaigns;
using LoyaltyFunctions.Messages.Schedule;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Storage;
using LoyaltyFunctions.Tests.Support;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace LoyaltyFunctions.Tests.Messages;

/// <summary>The hourly tick on real storage, with two instances that tick at the same time.</summary>
[Collection("azurite")]
public sealed class DueCampaignsTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly string siteId = Guid.NewGuid().ToString();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 20, 0, 0, 0, TimeSpan.Zero));
    private readonly TableServiceClient tables = new(azurite.ConnectionString);
    private readonly QueueServiceClient queues = new(azurite.ConnectionString);

    public async Task InitializeAsync()
    {
        foreach (var table in (string[])[TableNames.Jobs, TableNames.Sites])
            await tables.CreateTableIfNotExistsAsync(table);
        await queues.GetQueueClient(QueueNames.MonthlyMessages).CreateIfNotExistsAsync();
    }

    public async Task DisposeAsync() => await queues.GetQueueClient(QueueNames.MonthlyMessages).ClearMessagesAsync();

    [Theory]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("Pacific/Pago_Pago")]
    public async Task Each_month_gets_one_campaign_although_two_instances_tick_and_three_days_are_missed(string zone)
    {
        var (one, other) = (Instance(zone), Instance(zone));
        var end = time.GetUtcNow().AddMonths(4);
        for (; time.GetUtcNow() < end; time.Advance(TimeSpan.FromHours(3)))
        {
            // Nothing runs from the last day of February to the second of March.
            if (time.GetUtcNow() is { Month: 2, Day: 28 } or { Month: 3, Day: <= 2 })
                continue;
            await Task.WhenAll(one.StartAsync(default), other.StartAsync(default));
        }

        Assert.Equal(["2026-02", "2026-03", "2026-04", "2026-05"], await MonthsAsync());
    }

    [Fact]
    public async Task A_site_that_is_new_is_not_written_to_for_a_month_that_began_before()
    {
        time.SetUtcNow(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        await Instance("Etc/UTC").StartAsync(default);
        time.Advance(TimeSpan.FromDays(2));
        await Instance("Etc/UTC").StartAsync(default);
        Assert.Empty(await MonthsAsync());
        time.SetUtcNow(new DateTimeOffset(2026, 4, 1, 9, 0, 0, TimeSpan.Zero));
        await Instance("Etc/UTC").StartAsync(default);
        Assert.Equal(["2026-04"], await MonthsAsync());
    }

    [Fact]
    public async Task A_month_missed_for_too_long_is_left_out()
    {
        await Instance("Etc/UTC").StartAsync(default);
        time.SetUtcNow(new DateTimeOffset(2026, 2, 8, 9, 0, 0, TimeSpan.Zero));
        await Instance("Etc/UTC").StartAsync(default);
        Assert.Empty(await MonthsAsync());
    }

    private DueCampaigns Instance(string zone)
    {
        var sites = new SitesOptions { [siteId] = new SiteOptions { TimeZone = zone } };
        var monitor = Mock.Of<IOptionsMonitor<SitesOptions>>(m => m.CurrentValue == sites);
        var starts = new CampaignStarts(new JobStore(tables, time), new MessageQueues(queues), time);
        return new DueCampaigns(
            tables, monitor, new SiteInstallations(tables, time), starts, Options.Create(new MessagesOptions()), time, new LogEvents<DueCampaigns>());
    }

    private async Task<List<string>> MonthsAsync()
    {
        List<string> months = [];
        var prefix = $"messages-{siteId}-";
        await foreach (var row in tables.GetTableClient(TableNames.Jobs).QueryAsync<TableEntity>($"PartitionKey ge '{prefix}' and PartitionKey lt '{prefix}~' and RowKey eq 'job'"))
            months.Add(row.PartitionKey[prefix.Length..]);
        return months;
    }
}
