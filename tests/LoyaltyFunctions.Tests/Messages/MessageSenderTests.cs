using Azure.Data.Tables;
using LoyaltyFunctions.Messages;
using LoyaltyFunctions.Messages.Members;
using LoyaltyFunctions.Messages.Text;
using LoyaltyFunctions.Storage;
using LoyaltyFunctions.Tests.Support;
using LoyaltyFunctions.Wix;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace LoyaltyFunctions.Tests.Messages;

/// <summary>One member's message, whatever the inbox answers, on a table of its own partition.</summary>
[Collection("azurite")]
public sealed class MessageSenderTests : IAsyncLifetime
{
    private static readonly MessageText Text = new("3 points", "You have 3 points", "en");
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero));
    private readonly Recipient to = new(Links.SiteId, $"messages-{Guid.NewGuid():n}", Guid.NewGuid().ToString(), 0, 3);
    private readonly TableServiceClient tables;
    private readonly MemberMessages messages;
    private readonly ScriptedInbox inbox;
    private readonly MessageSender sender;

    public MessageSenderTests(AzuriteFixture azurite)
    {
        tables = new TableServiceClient(azurite.ConnectionString);
        messages = new MemberMessages(tables);
        inbox = new ScriptedInbox(time);
        var wix = Options.Create(new WixOptions { AppId = ScriptedInbox.AppId, Timeout = TimeSpan.FromSeconds(10) });
        sender = new MessageSender(inbox, new InboxLook(inbox, wix), messages, Options.Create(new MessagesOptions { Lease = Lease }), wix, time);
    }

    public async Task InitializeAsync() => await tables.CreateTableIfNotExistsAsync(TableNames.Messages);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_message_is_sent_once_and_never_again()
    {
        Assert.IsType<MemberOutcome.Sent>(await SendAsync());
        Assert.IsType<MemberOutcome.Sent>(await SendAsync());
        Assert.Equal(["conversation", "send"], inbox.Calls);
    }

    [Fact]
    public async Task A_lost_answer_is_found_in_the_inbox_at_once()
    {
        inbox.SendFailures.Enqueue((Failure(WixFailure.Unavailable), Arrives: true));
        Assert.IsType<MemberOutcome.Sent>(await SendAsync());
        Assert.Equal(["conversation", "send", "list"], inbox.Calls);
    }

    [Fact]
    public async Task A_message_that_may_still_be_on_its_way_is_not_sent_again_before_the_lease_is_over()
    {
        inbox.SendFailures.Enqueue((Failure(WixFailure.Unavailable), Arrives: false));
        Assert.Equal(new MemberOutcome.Later(Lease), await SendAsync());
        time.Advance(Lease - TimeSpan.FromSeconds(1));
        Assert.Equal(new MemberOutcome.Later(TimeSpan.FromSeconds(1)), await SendAsync());
        Assert.Empty(inbox.Messages);

        time.Advance(TimeSpan.FromSeconds(2));
        Assert.IsType<MemberOutcome.Sent>(await SendAsync());
        Assert.Single(inbox.Messages);
    }

    [Fact]
    public async Task A_message_that_arrives_late_is_found_and_not_sent_again()
    {
        inbox.SendFailures.Enqueue((Failure(WixFailure.Unavailable), Arrives: false));
        await SendAsync();
        inbox.Messages.Add(new("late", ScriptedInbox.AppId, ToParticipant: true, [Text.Text], time.GetUtcNow()));
        time.Advance(Lease * 2);
        Assert.IsType<MemberOutcome.Sent>(await SendAsync());
        Assert.Single(inbox.Messages);
    }

    [Fact]
    public async Task A_crash_after_sending_leaves_one_message()
    {
        // The process died before it wrote what became of it.
        await SendAsync(settle: false);
        Assert.IsType<MemberOutcome.Later>(await SendAsync());
        time.Advance(Lease * 2);
        Assert.IsType<MemberOutcome.Sent>(await SendAsync());
        Assert.Single(inbox.Messages);
    }

    [Fact]
    public async Task A_message_is_recognised_by_its_text_where_the_inbox_names_no_app()
    {
        inbox.Sender = null;
        await SendAsync(settle: false);
        time.Advance(Lease * 2);
        Assert.IsType<MemberOutcome.Sent>(await SendAsync());
        Assert.Single(inbox.Messages);
    }

    [Fact]
    public async Task Another_months_message_and_a_persons_are_not_taken_for_this_one()
    {
        inbox.Messages.Add(new("february", ScriptedInbox.AppId, ToParticipant: true, [Text.Text], time.GetUtcNow().AddDays(-28)));
        inbox.Messages.Insert(0, new("merchant", null, ToParticipant: true, ["How are you?"], time.GetUtcNow()));
        inbox.SendFailures.Enqueue((Failure(WixFailure.Unavailable), Arrives: false));
        await SendAsync();
        time.Advance(Lease * 2);
        Assert.IsType<MemberOutcome.Sent>(await SendAsync());
        Assert.Equal(3, inbox.Messages.Count);
    }

    [Theory]
    [InlineData(WixFailure.Refused)]
    [InlineData(WixFailure.NotFound)]
    public async Task Where_the_inbox_cannot_be_read_no_second_message_goes_out(WixFailure failure)
    {
        await SendAsync(settle: false);
        time.Advance(Lease * 2);
        inbox.ListFailures.Enqueue(Failure(failure));
        Assert.Equal(new MemberOutcome.Unknown("inbox_not_readable"), await SendAsync());
        Assert.Equal(new MemberOutcome.Unknown("inbox_not_readable"), await SendAsync());
        Assert.Single(inbox.Messages);
    }

    [Fact]
    public async Task An_inbox_that_does_not_answer_is_asked_again_until_patience_ends()
    {
        await SendAsync(settle: false);
        time.Advance(Lease * 2);
        inbox.ListFailures.Enqueue(Failure(WixFailure.Unavailable));
        inbox.ListFailures.Enqueue(Failure(WixFailure.Unavailable));
        await Assert.ThrowsAsync<WixException>(() => SendAsync());
        Assert.Equal(new MemberOutcome.Unknown("inbox_not_readable"), await SendAsync(patient: false));
    }

    [Fact]
    public async Task Where_too_much_was_written_since_nobody_can_tell()
    {
        inbox.OtherPages = 5;
        await SendAsync(settle: false);
        time.Advance(Lease * 2);
        Assert.Equal(new MemberOutcome.Unknown("inbox_too_full"), await SendAsync());
        Assert.Single(inbox.Messages);
    }

    [Fact]
    public async Task A_message_that_never_arrives_is_given_up_after_some_tries()
    {
        MemberOutcome outcome;
        var tries = 0;
        do
        {
            inbox.SendFailures.Enqueue((Failure(WixFailure.Unavailable), Arrives: false));
            outcome = await SendAsync();
            time.Advance(Lease * 2);
        }
        while (outcome is MemberOutcome.Later && ++tries < 100);
        Assert.Equal(new MemberOutcome.Unknown("no_answer"), outcome);
        Assert.Equal(new MessagesOptions().MaxAttempts, inbox.Calls.Count(call => call == "send"));
    }

    [Fact]
    public async Task Spent_calls_cost_neither_a_try_nor_a_second_conversation()
    {
        inbox.SendFailures.Enqueue((Failure(WixFailure.Throttled), Arrives: false));
        await Assert.ThrowsAsync<WixException>(() => SendAsync());
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.IsType<MemberOutcome.Sent>(await SendAsync());
        Assert.Equal(["conversation", "send", "send"], inbox.Calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refusal_is_final_and_says_why(bool conversation)
    {
        var refusal = new WixException(WixFailure.Refused, "Wix answered 400.", "IDENTITY_DOES_NOT_MATCH");
        if (conversation)
            inbox.ConversationFailures.Enqueue(refusal);
        else
            inbox.SendFailures.Enqueue((refusal, Arrives: false));
        Assert.Equal(new MemberOutcome.Failed("IDENTITY_DOES_NOT_MATCH"), await SendAsync());
        Assert.Equal(new MemberOutcome.Failed("IDENTITY_DOES_NOT_MATCH"), await SendAsync());
    }

    [Fact]
    public async Task Of_many_at_the_same_time_one_sends()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SendAsync()));
        Assert.Single(inbox.Messages);
        Assert.All(outcomes, outcome => Assert.True(outcome is MemberOutcome.Sent or MemberOutcome.Later));
    }

    [Fact]
    public async Task A_member_met_again_on_a_later_page_is_not_counted_twice()
    {
        await SendAsync();
        var settlements = new Settlements(messages, to.JobId);
        Assert.IsType<MemberOutcome.Repeated>(await sender.SendAsync(to with { Page = 1 }, Text, settlements, patient: true, CancellationToken.None));
        Assert.Single(inbox.Messages);
    }

    private async Task<MemberOutcome> SendAsync(bool settle = true, bool patient = true)
    {
        var settlements = new Settlements(messages, to.JobId);
        try
        {
            return await sender.SendAsync(to, Text, settlements, patient, CancellationToken.None);
        }
        finally
        {
            if (settle)
                await settlements.FlushAsync(CancellationToken.None);
        }
    }

    private static WixException Failure(WixFailure failure) => new(failure, $"Wix answered {failure}.", wait: TimeSpan.FromSeconds(30));
}
