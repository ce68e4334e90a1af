using LoyaltyFunctions.Messages.Text;
using LoyaltyFunctions.Wix;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Messages.Members;

/// <summary>
/// Sends one member's message of one month.
/// <para>Promises: at most one message a member and month, whatever is delivered twice and wherever a process dies. The member's row is
/// inserted before anything is sent, and only who inserted it, or took it over after its lease, sends. A message whose sending has an unknown
/// outcome is looked for in the inbox; only if it is certainly not there, and cannot be on its way any more, it is sent again. Where
/// the inbox does not tell, no second one goes out and the member is reported.</para>
/// <para>Rests on List Messages showing within the lease what was sent.</para>
/// </summary>
public sealed class MessageSender(
    IWixInbox inbox, InboxLook look, MemberMessages messages, IOptions<MessagesOptions> options, IOptions<WixOptions> wix, TimeProvider time)
{
    // A conversation is to be asked for right before sending, since a member's are merged at times.
    private const int WindowsGood = 2;

    /// <param name="patient">Wix may yet answer: an inbox that cannot be looked at now is looked at again later.</param>
    /// <exception cref="WixException">Throttled, unavailable or not permitted: nothing was sent, the member is to be tried again.</exception>
    public async Task<MemberOutcome> SendAsync(Recipient to, MessageText text, Settlements settlements, bool patient, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var hash = InboxLook.Hash(text.Text);
        var first = new MemberRow(to.MemberId, to.Page, MemberState.Sending, to.Points, now, now + options.Value.Lease, 1, [hash]);
        if (await messages.TryAddAsync(to.JobId, first, ct) is { } begun)
            return await SendBegunAsync(to, text, begun, null, settlements, ct);

        var row = await messages.GetAsync(to.JobId, to.MemberId, ct);
        switch (row.State)
        {
            case MemberState.Waiting:
                return await BeginAsync(to, text, row, row.Until > now ? row.ConversationId : null, settlements, ct);
            case MemberState.Sending when row.Until > now:
                return new MemberOutcome.Later(row.Until - now);
            case MemberState.Sending:
                return await ResolveAsync(to, text, row, settlements, patient, ct);
            case var _ when row.Page != to.Page:
                return new MemberOutcome.Repeated();
            case MemberState.Sent:
                return new MemberOutcome.Sent();
            case MemberState.Failed:
                return new MemberOutcome.Failed(row.Reason ?? "");
            default:
                return new MemberOutcome.Unknown(row.Reason ?? "");
        }
    }

    private async Task<MemberOutcome> SendBegunAsync(
        Recipient to, MessageText text, MemberRow row, string? conversationId, Settlements settlements, CancellationToken ct)
    {
        try
        {
            conversationId ??= await inbox.GetOrCreateConversationAsync(to.SiteId, to.MemberId, WixWork.Background, ct);
            // Whoever takes the row over must find that the message came or that it never will.
            if (time.GetUtcNow() + wix.Value.Timeout >= row.Until)
                return await LaterAsync(row, settlements, ct);
        }
        catch (WixException e)
        {
            return await NotSentAsync(e, row, null, settlements, ct);
        }

        try
        {
            var id = await inbox.SendMessageAsync(to.SiteId, conversationId, text.Preview, text.Text, WixWork.Background, ct);
            return await SentAsync(row, id, settlements, ct);
        }
        catch (WixException e) when (e.Failure == WixFailure.Unavailable)
        {
            return await LookAtOnceAsync(to, row, conversationId, settlements, ct);
        }
        catch (WixException e)
        {
            return await NotSentAsync(e, row, conversationId, settlements, ct);
        }
    }

    // Its answer was lost. Mostly the message is there; if not, it may still be on its way.
    private async Task<MemberOutcome> LookAtOnceAsync(Recipient to, MemberRow row, string conversationId, Settlements settlements, CancellationToken ct)
    {
        try
        {
            if (await look.FindAsync(to.SiteId, conversationId, row, ct) is { Length: > 0 } id)
                return await SentAsync(row, id, settlements, ct);
        }
        catch (WixException)
        {
            // The look after the lease decides.
        }

        return new MemberOutcome.Later(Positive(row.Until - time.GetUtcNow()));
    }

    private async Task<MemberOutcome> ResolveAsync(
        Recipient to, MessageText text, MemberRow row, Settlements settlements, bool patient, CancellationToken ct)
    {
        string conversationId;
        string? id;
        try
        {
            conversationId = await inbox.GetOrCreateConversationAsync(to.SiteId, to.MemberId, WixWork.Background, ct);
            id = await look.FindAsync(to.SiteId, conversationId, row, ct);
        }
        catch (WixException e) when (e.Failure != WixFailure.Throttled && !(patient && e.Failure is WixFailure.Unavailable or WixFailure.NotPermitted))
        {
            return await UnknownAsync(row, "inbox_not_readable", settlements, ct);
        }

        return id switch
        {
            null => await UnknownAsync(row, "inbox_too_full", settlements, ct),
            { Length: > 0 } => await SentAsync(row, id, settlements, ct),
            _ when row.Tries >= options.Value.MaxAttempts => await UnknownAsync(row, "no_answer", settlements, ct),
            _ => await BeginAsync(to, text, row, conversationId, settlements, ct),
        };
    }

    private async Task<MemberOutcome> BeginAsync(
        Recipient to, MessageText text, MemberRow row, string? conversationId, Settlements settlements, CancellationToken ct)
    {
        var again = row with
        {
            State = MemberState.Sending,
            Page = to.Page,
            Points = to.Points,
            Until = time.GetUtcNow() + options.Value.Lease,
            Tries = row.Tries + 1,
            TextHashes = [.. row.TextHashes.Append(InboxLook.Hash(text.Text)).Distinct()],
        };
        return await messages.TryUpdateAsync(to.JobId, again, ct) is { } begun
            ? await SendBegunAsync(to, text, begun, conversationId, settlements, ct)
            : new MemberOutcome.Later(options.Value.Lease);
    }

    private async Task<MemberOutcome> NotSentAsync(WixException e, MemberRow row, string? conversationId, Settlements settlements, CancellationToken ct)
    {
        if (e.Failure is not (WixFailure.Refused or WixFailure.NotFound or WixFailure.Conflict))
        {
            var until = time.GetUtcNow() + (wix.Value.RateWindow * WindowsGood);
            await settlements.AddAsync(row with { State = MemberState.Waiting, Tries = row.Tries - 1, Until = until, ConversationId = conversationId }, ct);
            throw new WixException(e.Failure, e.Message, e.Code, e.Wait, e);
        }

        var reason = e.Code ?? e.Failure.ToString();
        await settlements.AddAsync(row with { State = MemberState.Failed, Reason = reason }, ct);
        return new MemberOutcome.Failed(reason);
    }

    private static async Task<MemberOutcome> LaterAsync(MemberRow row, Settlements settlements, CancellationToken ct)
    {
        await settlements.AddAsync(row with { State = MemberState.Waiting, Tries = row.Tries - 1 }, ct);
        return new MemberOutcome.Later(TimeSpan.Zero);
    }

    private static async Task<MemberOutcome> SentAsync(MemberRow row, string id, Settlements settlements, CancellationToken ct)
    {
        await settlements.AddAsync(row with { State = MemberState.Sent, MessageId = id }, ct);
        return new MemberOutcome.Sent();
    }

    private static async Task<MemberOutcome> UnknownAsync(MemberRow row, string reason, Settlements settlements, CancellationToken ct)
    {
        await settlements.AddAsync(row with { State = MemberState.Unknown, Reason = reason }, ct);
        return new MemberOutcome.Unknown(reason);
    }

    private static TimeSpan Positive(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;
}
