using Microsoft.AspNetCore.Routing;

namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>Loyalty accounts: create and read. <see href="https://dev.wix.com/docs/rest/crm/loyalty-program/accounts"/></summary>
internal sealed class AccountsApi(WixWorld world, AccountBook book, WebhookEvents events)
{
    public const string Path = "/loyalty-accounts/v1/accounts";

    private readonly QueryRunner<AccountView> queries = new(QueryFields.Accounts, a => a.Account.Sequence);
    private readonly QueryRunner<AccountView> searches = new(QueryFields.SearchedAccounts, a => a.Account.Sequence);

    public void Map(ApiPipeline pipeline, IEndpointRouteBuilder routes)
    {
        pipeline.Map(routes, "POST", Path, Create);
        pipeline.Map(routes, "GET", Path, List);
        pipeline.Map(routes, "GET", $"{Path}/fetch-by", FetchBy);
        pipeline.Map(routes, "POST", $"{Path}/query", Query);
        pipeline.Map(routes, "POST", $"{Path}/search", Search);
        pipeline.Map(routes, "POST", $"{Path}/count", Count);
        pipeline.Map(routes, "GET", $"{Path}/program-totals", Totals);
        pipeline.Map(routes, "GET", $"{Path}/{{id}}", Get);
    }

    private object Create(Call call)
    {
        var site = call.Site;
        var contactId = call.Body.Id("contactId") ?? throw BodyReader.Required("contactId");
        if (!site.Program.IsActive && world.Behaviour.CreateWhenInactive == Refusal.Refused)
            throw WixRefusedException.Application(428, "PROGRAM_NOT_ACTIVE", "Loyalty accounts can be created only while the program is active.");
        if (!site.ContactsById.TryGetValue(contactId, out var contact))
            throw WixRefusedException.NotFound("Contact", "CONTACT_NOT_FOUND");

        var bySite = world.Chance.Of(world.Behaviour.AccountAppearsRate);
        var account = book.Create(site, contact, out var created);
        if (created)
            call.Events.Add(events.AccountCreated(site, account, bySite ? new Origin(ByApp: false, "site") : call.Origin));
        return (created && !bySite) || world.Behaviour.SecondCreate == SecondCreate.Existing
            ? Answer(site, account)
            : throw WixRefusedException.Application(409, "ALREADY_EXISTS", "The contact has a loyalty account already.", new { contactId });
    }

    private static object Get(Call call) => call.Site.AccountsById.TryGetValue(call.Route("id"), out var account)
        ? Answer(call.Site, account)
        : throw WixRefusedException.NotFound("Loyalty account");

    private object FetchBy(Call call)
    {
        var contactId = call.Query("contactId");
        if (call.Query("memberId") is { } memberId)
            contactId = call.Site.ContactsByMember.GetValueOrDefault(memberId)?.Id ?? "";
        if (contactId is null)
            throw WixRefusedException.Field("contactId", "One of contactId and memberId is required.", "REQUIRED_FIELD");
        return call.Site.AccountsByContact.TryGetValue(contactId, out var account) ? Answer(call.Site, account)
            : world.Behaviour.FetchByMissing == FetchByMissing.Empty ? new { }
            : throw WixRefusedException.NotFound("Loyalty account");
    }

    private object Query(Call call)
    {
        var page = Run(queries, call.Site, CursorQuery.Read("accounts", call.Body.Object("query")));
        return new { loyaltyAccounts = page.Items.Select(Shown), pagingMetadata = page.Metadata };
    }

    private object Search(Call call)
    {
        var query = CursorQuery.Read("account-search", call.Body.Object("search"));
        var page = Run(searches, call.Site, query, Mentions(query.Expression));
        return new { accounts = page.Items.Select(Shown), pagingMetadata = page.Metadata, aggregationData = new { results = Array.Empty<object>() } };
    }

    private object Count(Call call)
    {
        var filter = new Filter<AccountView>(QueryFields.SearchedAccounts).Compile(call.Body.Object("filter"));
        var horizon = world.ReadHorizon;
        bool Counts(int i) => AccountView.Of(call.Site, call.Site.Accounts[i], horizon) is { } account && (filter is null || filter(account));
        return new { count = Enumerable.Range(0, call.Site.Accounts.Count).Count(Counts) };
    }

    private object List(Call call)
    {
        var contactIds = call.QueryList("contactIds");
        if (contactIds.Count > 50)
            throw WixRefusedException.Field("contactIds", "At most 50.", "MAX_SIZE", new { threshold = 50 });
        var limit = call.QueryInt(
            "cursorPaging.limit", 50, 0, CursorQuery.MaxLimit, () => WixRefusedException.Field("cursorPaging.limit", "Must be between 0 and 100.", "MAX"));
        var position = call.Query("cursorPaging.cursor") is { Length: > 0 } text ? Cursor.Decode("account-list", text).Position : (int?)null;
        var wanted = contactIds.ToHashSet();
        var query = new CursorQuery("account-list", null, null, null, limit, position);
        var page = Run(queries, call.Site, query, wanted.Count == 0 ? null : a => wanted.Contains(a.State.ContactId));
        return new { accounts = page.Items.Select(Shown), pagingMetadata = page.Metadata };
    }

    private object Totals(Call call)
    {
        var states = Enumerable.Range(0, call.Site.Accounts.Count).Select(i => call.Site.Accounts[i].State).Where(s => !s.Removed).ToList();
        return new
        {
            points = new
            {
                balance = states.Sum(s => s.Balance),
                earned = states.Sum(s => s.Earned),
                adjusted = states.Sum(s => s.Adjusted),
                redeemed = states.Sum(s => s.Redeemed),
            },
            tierTotals = Array.Empty<object>(),
        };
    }

    private QueryPage<AccountView> Run(QueryRunner<AccountView> runner, SimSite site, CursorQuery query, Func<AccountView, bool>? extra = null)
    {
        var horizon = world.ReadHorizon;
        if (Demanded(site, query.Filter) is not { } few)
            return runner.Run(query, site.Accounts, site.Accounts.Count, i => AccountView.Of(site, site.Accounts[i], horizon), extra);
        return runner.Run(query, few, few.Count, i => AccountView.Of(site, few[i], horizon), extra);
    }

    // What a filter pins to an id or an address is found by index.
    private static List<SimAccount>? Demanded(SimSite site, System.Text.Json.JsonElement? filter)
    {
        IEnumerable<SimAccount?>? found =
            Filter<AccountView>.Demanded(filter, "id") is { } ids ? ids.Select(site.AccountsById.GetValueOrDefault)
            : (Filter<AccountView>.Demanded(filter, "contactId") ?? Filter<AccountView>.Demanded(filter, "contact.id")) is { } contacts
                ? contacts.Select(site.AccountsByContact.GetValueOrDefault)
            : Filter<AccountView>.Demanded(filter, "contact.email") is { } emails
                ? emails.SelectMany(e => site.ContactsByEmail.GetValueOrDefault(e.ToLowerInvariant(), [])).Select(c => site.AccountsByContact.GetValueOrDefault(c.Id))
            : null;
        return found?.OfType<SimAccount>().Distinct().OrderBy(a => a.Sequence).ToList();
    }

    private static Func<AccountView, bool>? Mentions(string? expression) => string.IsNullOrWhiteSpace(expression) ? null : a =>
        a.Contact is { } c && new[] { c.State.Email, c.State.Name }.Any(s => s?.Contains(expression, StringComparison.OrdinalIgnoreCase) == true);

    private static object Shown(AccountView a) => Wire.Account(a.Site, a.Account, a.State);

    private static object Answer(SimSite site, SimAccount account) => new { account = Wire.Account(site, account, account.State) };
}
