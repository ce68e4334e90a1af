using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Queues;

namespace LoyaltyFunctions.Tests.Storage;

/// <summary>What the app relies on storage for. It runs on every storage that a test or the benchmark puts in Azure's place.</summary>
public abstract class StorageContract(TableServiceClient tables, QueueServiceClient queues)
{
    private readonly TableClient table = tables.GetTableClient($"T{Guid.NewGuid():n}");
    private readonly QueueClient queue = queues.GetQueueClient($"q-{Guid.NewGuid():n}");

    [Fact]
    public async Task An_entity_is_inserted_once()
    {
        await table.CreateIfNotExistsAsync();
        await table.AddEntityAsync(Row("a", "1", 1));

        Assert.Equal(409, await StatusAsync(() => table.AddEntityAsync(Row("a", "1", 2))));
        Assert.Equal(1L, (await table.GetEntityAsync<TableEntity>("a", "1")).Value.GetInt64("N"));
    }

    [Fact]
    public async Task An_update_under_an_old_ETag_is_refused()
    {
        await table.CreateIfNotExistsAsync();
        var first = (await table.AddEntityAsync(Row("a", "1", 1))).Headers.ETag!.Value;
        var second = (await table.UpdateEntityAsync(Row("a", "1", 2), first, TableUpdateMode.Replace)).Headers.ETag!.Value;

        Assert.NotEqual(first, second);
        Assert.Equal(412, await StatusAsync(() => table.UpdateEntityAsync(Row("a", "1", 3), first, TableUpdateMode.Replace)));
        Assert.Equal(second, (await table.GetEntityAsync<TableEntity>("a", "1")).Value.ETag);
        Assert.Equal(404, await StatusAsync(() => table.UpdateEntityAsync(Row("a", "2", 3), ETag.All, TableUpdateMode.Replace)));
    }

    [Fact]
    public async Task A_batch_happens_whole_or_not_at_all()
    {
        await table.CreateIfNotExistsAsync();
        await table.AddEntityAsync(Row("a", "1", 1));

        var exists = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync([Add("a", "2"), Add("a", "1")]));
        Assert.Equal((409, 1), (exists.Status, exists.FailedTransactionActionIndex));
        var changed = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
            [new(TableTransactionActionType.UpdateReplace, Row("a", "1", 5), new ETag("W/\"datetime'2020-01-01T00%3A00%3A00.0000000Z'\"")), Add("a", "3")]));
        Assert.Equal((412, 0), (changed.Status, changed.FailedTransactionActionIndex));
        Assert.Equal(["1"], await RowsAsync("PartitionKey eq 'a'"));

        var done = await table.SubmitTransactionAsync([new(TableTransactionActionType.UpdateMerge, new TableEntity("a", "1") { ["S"] = "x" }, ETag.All), Add("a", "2")]);
        var merged = (await table.GetEntityAsync<TableEntity>("a", "1")).Value;
        Assert.Equal((1L, "x"), (merged.GetInt64("N"), merged.GetString("S")));
        Assert.Equal(merged.ETag, done.Value[0].Headers.ETag);
    }

    [Fact]
    public async Task Filters_select_rows_and_select_columns()
    {
        await table.CreateIfNotExistsAsync();
        var at = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < 5; i++)
            await table.AddEntityAsync(new TableEntity("a", $"t|{i}") { ["At"] = at.AddDays(i), ["State"] = i % 2 == 0 ? "Done" : "It's" });
        await table.AddEntityAsync(Row("a", "link", 1));
        await table.AddEntityAsync(Row("b", "t|9", 1));

        Assert.Equal(["t|0", "t|1", "t|2", "t|3", "t|4", "t|9"], await RowsAsync("RowKey ge 't|' and RowKey lt 't~'"));
        Assert.Equal(["t|1", "t|3"], await RowsAsync(TableClient.CreateQueryFilter($"PartitionKey eq {"a"} and State eq {"It's"}")));
        Assert.Equal(["t|0", "t|1"], await RowsAsync(TableClient.CreateQueryFilter($"At lt {at.AddDays(2)} and (State eq 'Done' or State eq {"It's"})")));
        await foreach (var row in table.QueryAsync<TableEntity>("PartitionKey eq 'a'", select: ["State"]))
            Assert.False(row.ContainsKey("At"));
    }

    [Fact]
    public async Task A_query_comes_in_pages_that_hold_every_row_once()
    {
        await table.CreateIfNotExistsAsync();
        for (var i = 0; i < 7; i++)
            await table.AddEntityAsync(Row($"p{i % 2}", i.ToString(CultureInfo.InvariantCulture), i));

        List<int> sizes = [];
        List<string> rows = [];
        await foreach (var page in table.QueryAsync<TableEntity>(maxPerPage: 3).AsPages())
        {
            sizes.Add(page.Values.Count);
            rows.AddRange(page.Values.Select(row => row.RowKey));
        }

        Assert.Equal(7, rows.Distinct().Count());
        Assert.All(sizes, size => Assert.InRange(size, 0, 3));
    }

    [Fact]
    public async Task What_is_not_there_is_told_and_can_be_deleted()
    {
        await table.CreateIfNotExistsAsync();

        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("a", "1")).HasValue);
        Assert.Equal(404, await StatusAsync(() => table.GetEntityAsync<TableEntity>("a", "1")));
        Assert.Equal(404, (await table.DeleteEntityAsync("a", "1")).Status);
    }

    [Fact]
    public async Task A_received_message_is_hidden_and_counted_and_only_its_newest_receipt_is_good()
    {
        await queue.CreateIfNotExistsAsync();
        await queue.SendMessageAsync(new BinaryData("hello"), timeToLive: TimeSpan.FromSeconds(-1));
        var first = Assert.Single((await queue.ReceiveMessagesAsync(10, TimeSpan.FromMinutes(1))).Value);
        Assert.Equal(("hello", 1L), (first.Body.ToString(), first.DequeueCount));
        Assert.Empty((await queue.ReceiveMessagesAsync(10, TimeSpan.FromMinutes(1))).Value);

        await queue.UpdateMessageAsync(first.MessageId, first.PopReceipt, visibilityTimeout: TimeSpan.Zero);
        var second = Assert.Single((await queue.ReceiveMessagesAsync(10, TimeSpan.FromMinutes(1))).Value);
        Assert.Equal(2, second.DequeueCount);
        Assert.InRange(await StatusAsync(() => queue.DeleteMessageAsync(first.MessageId, first.PopReceipt)), 400, 404);
        await queue.DeleteMessageAsync(second.MessageId, second.PopReceipt);
        Assert.Equal(404, await StatusAsync(() => queue.DeleteMessageAsync(second.MessageId, second.PopReceipt)));
    }

    [Fact]
    public async Task A_delayed_message_is_not_seen_before_its_time()
    {
        await queue.CreateIfNotExistsAsync();
        await queue.SendMessageAsync(new BinaryData("later"), TimeSpan.FromHours(1), TimeSpan.FromSeconds(-1));
        await queue.SendMessageAsync(new BinaryData("now"), null, TimeSpan.FromSeconds(-1));

        Assert.Equal(["now"], (await queue.ReceiveMessagesAsync(10, TimeSpan.FromMinutes(1))).Value.Select(message => message.Body.ToString()));
    }

    private static TableEntity Row(string partition, string row, long n) => new(partition, row) { ["N"] = n };

    private static TableTransactionAction Add(string partition, string row) => new(TableTransactionActionType.Add, Row(partition, row, 7));

    private async Task<List<string>> RowsAsync(string filter)
    {
        List<string> rows = [];
        await foreach (var row in table.QueryAsync<TableEntity>(filter))
            rows.Add(row.RowKey);
        return rows;
    }

    private static async Task<int> StatusAsync(Func<Task> call) => (await Assert.ThrowsAnyAsync<RequestFailedException>(call)).Status;
}
