using LoyaltyFunctions.Activation;
using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Linking;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Wix;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Lifecycle;

/// <summary>
/// A contact or a member came: on an activated site it gets its account and its link, within the share of calls that background work has,
/// so that an import does not crowd out what people do.
/// </summary>
public sealed partial class NewContacts(
    SiteActivations activations,
    AccountLinks links,
    LedgerStore ledger,
    WixAccounts accounts,
    AccountLinker linker,
    OpeningWriter openings,
    IWixLoyalty wix,
    ISiteSettings sites,
    IOptions<SyncOptions> options,
    ILogger<NewContacts> logger)
{
    private const int MostAttempts = 10;
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(5);

    public async Task<Handled> HandleAsync(WixEvent e, CancellationToken ct)
    {
        var contactId = e.ContactId ?? throw new InvalidOperationException($"Event {e.EventId} names no contact.");
        if (sites.Find(e.SiteId) is not { CreateAccountsHere: true } || await activations.FindAsync(e.SiteId, ct) is not { } activation)
            return new(EventOutcome.Nothing);
        if (await links.FindByContactAsync(e.SiteId, contactId, ct) is not null)
            return new(EventOutcome.Duplicate);
        // The activation comes by, with fewer calls, and must not be robbed of them.
        if (activation.IsLive)
            return new(EventOutcome.Waiting, options.Value.TransactionLag);
        try
        {
            return await LinkAsync(e.SiteId, contactId, ct);
        }
        catch (WixException refused) when (refused.Failure is WixFailure.Refused or WixFailure.Conflict)
        {
            // A program that is paused for now, say. If it stays so, the next activation catches up.
            if (e.Failures < MostAttempts)
                return new(EventOutcome.Waiting, Backoff.Of(e.Failures, FirstRetry), Failed: true);
            Log.NoAccount(logger, contactId, e.SiteId, refused.Message);
            return new(EventOutcome.Nothing);
        }
        catch (WixException gone) when (gone.Failure == WixFailure.NotFound)
        {
            return new(EventOutcome.Nothing);
        }
    }

    private async Task<Handled> LinkAsync(string siteId, string contactId, CancellationToken ct)
    {
        if (await wix.GetContactAsync(siteId, contactId, WixWork.Background, ct) is not { } contact || contact.Id != contactId)
            return new(EventOutcome.Nothing);
        var account = await accounts.GetOrCreateAsync(siteId, contactId, WixWork.Background, ct);
        if (await ledger.FindLinkAsync(siteId, account.Id, ct) is not null)
            return new(EventOutcome.Duplicate);
        var result = await linker.LinkAsync(siteId, account, WixPerson.Of(account.Id, contact), wasParked: false, WixWork.Background, ct);
        if (result.Link is { } link)
            await openings.SettleAsync(link, ct);
        return new(result.Link is not null ? EventOutcome.Linked : result.Again is not null ? EventOutcome.Waiting : EventOutcome.Parked, result.Again);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 6101, Level = LogLevel.Warning, Message = "Contact {ContactId} of site {SiteId} got no loyalty account: {Why}")]
        public static partial void NoAccount(ILogger logger, string contactId, string siteId, string why);
    }
}
