using LoyaltyFunctions.Sandbox.Wix;

namespace LoyaltyFunctions.Tests.SimulatedWix;

public sealed class AdjustPointsTests
{
    [Fact]
    public async Task Of_many_writes_with_one_revision_exactly_one_happens()
    {
        await using var app = await WixDriver.StartAsync();
        var account = app.Person().AccountId!;

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => app.AdjustAsync(account, new { amount = 5, revision = "1" })));

        Assert.Single(answers, a => a.Status == 200);
        Assert.All(answers.Where(a => a.Status != 200), a => Assert.Equal((409, "INVALID_REVISION"), (a.Status, a.Code)));
        Assert.Equal((5, 2), (app.Truth(account).Balance, app.Truth(account).Revision));
    }

    [Fact]
    public async Task The_answer_shows_the_account_after_the_write_and_the_transaction_that_made_it()
    {
        await using var app = await WixDriver.StartAsync();
        var account = app.Person(points: 10).AccountId!;

        var answer = await app.AdjustAsync(account, new { accountId = account, amount = -3, revision = 2, description = "Till · ~k3v9" });

        Assert.Equal((7, "3"), (answer.Balance, answer.Revision));
        var transaction = await app.TransactionAsync(answer.TransactionId!);
        Assert.Equal((-3, "ADJUST", "Till · ~k3v9"), ((int)transaction["amount"]!, (string)transaction["transactionType"]!, (string)transaction["description"]!));
        Assert.Equal((10, 7), ((int)transaction["adjustInfo"]!["amountBefore"]!, (int)transaction["adjustInfo"]!["amountAfter"]!));
        var truth = app.Wix.ReadLedger().Transactions.Single(t => t.Id == answer.TransactionId);
        Assert.True(truth.MadeByApp);
        Assert.Equal(answer.RequestId, truth.RequestId);
    }

    [Fact]
    public async Task A_set_balance_counts_as_an_adjustment_by_the_difference_and_wins_over_an_amount()
    {
        await using var app = await WixDriver.StartAsync();
        var account = app.Person(points: 10).AccountId!;

        var answer = await app.AdjustAsync(account, new { balance = 15, amount = 100, revision = "2" });

        Assert.Equal((15, 5), (answer.Balance, (int)answer.Account["points"]!["adjusted"]!));
    }

    [Theory]
    [InlineData("""{"revision":"1"}""", "amount")]
    [InlineData("""{"amount":0,"revision":"1"}""", "amount")]
    [InlineData("""{"amount":10000000,"revision":"1"}""", "amount")]
    [InlineData("""{"amount":1.5,"revision":"1"}""", "amount")]
    [InlineData("""{"balance":-1,"revision":"1"}""", "balance")]
    [InlineData("""{"amount":1,"revision":"0"}""", "revision")]
    [InlineData("""{"amount":1,"revision":"one"}""", "revision")]
    [InlineData("""{"amount":1,"revision":"1","description":""}""", "description")]
    [InlineData("""{"amount":1,"revision":"1","accountId":"00000000-0000-4000-8000-0000000000ff"}""", "accountId")]
    public async Task What_breaks_a_rule_is_refused_by_name_and_changes_nothing(string body, string field)
    {
        await using var app = await WixDriver.StartAsync();
        var account = app.Person().AccountId!;

        var answer = await app.AdjustAsync(account, System.Text.Json.Nodes.JsonNode.Parse(body)!);

        Assert.Equal((400, field), (answer.Status, answer.Field));
        Assert.Equal(1, app.Truth(account).Revision);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(428)]
    public async Task A_balance_never_becomes_negative(int status)
    {
        await using var app = await WixDriver.StartAsync(new WixBehaviour { BelowZeroStatus = status });
        var account = app.Person(points: 3).AccountId!;

        Assert.Equal(status, (await app.AdjustAsync(account, new { amount = -4, revision = "2" })).Status);
        Assert.Equal(3, app.Truth(account).Balance);
    }

    [Theory]
    [InlineData(MissingRevision.Stale, 409)]
    [InlineData(MissingRevision.BadRequest, 400)]
    [InlineData(MissingRevision.Accepted, 200)]
    public async Task A_missing_revision_is_answered_as_the_switch_says(MissingRevision mode, int status)
    {
        await using var app = await WixDriver.StartAsync(new WixBehaviour { MissingRevision = mode });

        Assert.Equal(status, (await app.AdjustAsync(app.Person().AccountId!, new { amount = 1 })).Status);
    }

    [Theory]
    [InlineData(SameBalance.Nothing, 200, 2, 1)]
    [InlineData(SameBalance.Revision, 200, 3, 1)]
    [InlineData(SameBalance.Transaction, 200, 3, 2)]
    [InlineData(SameBalance.Refused, 400, 2, 1)]
    public async Task A_balance_set_to_what_it_is_does_what_the_switch_says(SameBalance mode, int status, long revision, int transactions)
    {
        await using var app = await WixDriver.StartAsync(new WixBehaviour { SameBalance = mode });
        var account = app.Person(points: 5).AccountId!;

        Assert.Equal(status, (await app.AdjustAsync(account, new { balance = 5, revision = "2" })).Status);
        Assert.Equal((5, revision, transactions), (app.Truth(account).Balance, app.Truth(account).Revision, app.Wix.ReadLedger().Transactions.Count));
    }

    [Fact]
    public async Task Status_and_code_of_a_stale_revision_can_be_changed()
    {
        await using var app = await WixDriver.StartAsync(new WixBehaviour { StaleStatus = 412, StaleCode = "OUTDATED" });

        var answer = await app.AdjustAsync(app.Person().AccountId!, new { amount = 1, revision = "7" });

        Assert.Equal((412, "OUTDATED"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData(AdjustAppId.LoyaltyApp, "553c79f3-5625-4f38-b14b-ef7c0d1e87df")]
    [InlineData(AdjustAppId.OurApp, "9862eeb4-0b2d-4e03-9988-f8390c2bc53c")]
    [InlineData(AdjustAppId.Absent, null)]
    public async Task The_app_behind_an_adjustment_is_named_as_the_switch_says(AdjustAppId mode, string? appId)
    {
        await using var app = await WixDriver.StartAsync(new WixBehaviour { AdjustAppId = mode });
        var answer = await app.AdjustAsync(app.Person().AccountId!, new { amount = 1, revision = "1" });

        Assert.Equal(appId, (string?)(await app.TransactionAsync(answer.TransactionId!))["adjustInfo"]!["appId"]);
    }

    [Fact]
    public async Task A_dropped_description_is_gone_from_the_api_but_not_from_the_ledger()
    {
        await using var app = await WixDriver.StartAsync(new WixBehaviour { DescriptionKept = false });
        var account = app.Person().AccountId!;
        var id = (await app.AdjustAsync(account, new { amount = 1, revision = "1", description = "marker" })).TransactionId!;

        Assert.Equal("", (string)(await app.TransactionAsync(id))["description"]!);
        Assert.Empty((await app.QueryTransactionsAsync(new { filter = new { accountId = account, description = "marker" } })).Ids("loyaltyTransactions"));
        Assert.Equal("marker", app.Wix.ReadLedger().Transactions.Single().Description);
    }

    [Fact]
    public async Task An_extra_revision_moves_no_points_and_makes_the_answered_revision_stale()
    {
        await using var app = await WixDriver.StartAsync(new WixBehaviour { ExtraRevisionRate = 1 });
        var account = app.Person().AccountId!;

        Assert.Equal("2", (await app.AdjustAsync(account, new { amount = 1, revision = "1" })).Revision);
        Assert.Equal((1, 3), (app.Truth(account).Balance, app.Truth(account).Revision));
        Assert.Equal(409, (await app.AdjustAsync(account, new { amount = 1, revision = "2" })).Status);
    }

    [Theory]
    [InlineData(Refusal.Allowed, 200)]
    [InlineData(Refusal.Refused, 428)]
    public async Task Points_outside_an_active_program_are_written_or_not_as_the_switch_says(Refusal mode, int status)
    {
        await using var app = await WixDriver.StartAsync(new WixBehaviour { PointsWhenInactive = mode });
        var account = app.Person().AccountId!;
        await app.PostAsync("loyalty-programs/v1/program/pause", new { });

        Assert.Equal(status, (await app.AdjustAsync(account, new { amount = 1, revision = "1" })).Status);
    }
}
