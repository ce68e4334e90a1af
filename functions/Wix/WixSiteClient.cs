using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LoyaltyFunctions.Wix;

/// <summary>The Wix calls of work on a whole site: its program, its contacts and accounts by the page, its installation.</summary>
internal sealed class WixSiteClient(WixTransport transport, WixTokens tokens) : IWixProgram, IWixContacts, IWixInstallation
{
    private const string Program = "loyalty-programs/v1/program";
    private const string Contacts = "contacts/v4/contacts/query";
    private const string Accounts = "loyalty-accounts/v1/accounts/query";

    public async Task<LoyaltyProgram> GetProgramAsync(string siteId, WixWork work, CancellationToken ct) =>
        (await transport.SendAsync(WixCall.Get(siteId, work, Program), ct)).Read(ProgramIn);

    public async Task<LoyaltyProgram> NameProgramAsync(string siteId, string name, WixWork work, CancellationToken ct)
    {
        var body = new JsonObject { ["loyaltyProgram"] = new JsonObject { ["name"] = name } };
        return (await transport.SendAsync(Write(siteId, work, HttpMethod.Patch, Program, body), ct)).Read(ProgramIn);
    }

    public async Task<LoyaltyProgram> ActivateProgramAsync(string siteId, WixWork work, CancellationToken ct) =>
        (await transport.SendAsync(Write(siteId, work, HttpMethod.Post, $"{Program}/activate", []), ct)).Read(ProgramIn);

    public async Task<ContactPage> ListContactsAsync(string siteId, DateTimeOffset? createdFrom, int offset, WixWork work, CancellationToken ct)
    {
        var filter = createdFrom is { } from ? new JsonObject { ["createdDate"] = new JsonObject { ["$gte"] = Text(from) } } : [];
        return await QueryContactsAsync(siteId, filter, null, IWixContacts.LargestPage, offset, work, ct);
    }

    public async Task<IReadOnlyList<Contact>> GetContactsAsync(
        string siteId, IReadOnlyCollection<string> contactIds, WixWork work, CancellationToken ct) =>
        (await QueryContactsAsync(siteId, In("id", contactIds), null, IWixContacts.MostIds, 0, work, ct)).Items;

    public async Task<IReadOnlyList<Contact>> SearchContactsAsync(string siteId, string text, int limit, WixWork work, CancellationToken ct) =>
        (await QueryContactsAsync(siteId, [], text, limit, 0, work, ct)).Items;

    public async Task<IReadOnlyList<LoyaltyAccount>> FindAccountsAsync(
        string siteId, IReadOnlyCollection<string> contactIds, WixWork work, CancellationToken ct)
    {
        var body = new JsonObject
        {
            ["query"] = new JsonObject
            {
                ["filter"] = In("contactId", contactIds),
                ["cursorPaging"] = new JsonObject { ["limit"] = IWixContacts.MostIds },
                ["sort"] = OldestFirst(),
            },
        };
        var answer = await transport.SendAsync(Query(siteId, work, Accounts, body), ct);
        return answer.Read(found => found.Items("loyaltyAccounts").Select(WixEntities.Account).ToList());
    }

    public async Task<bool> IsInstalledAsync(string siteId, WixWork work, CancellationToken ct)
    {
        try
        {
            tokens.Drop(siteId, await tokens.GetAsync(siteId, ct));
            (await transport.SendAsync(WixCall.Get(siteId, work, "apps/v1/instance"), ct)).Read(body => body.Member("instance"));
            return true;
        }
        catch (WixException e) when (e.Failure is WixFailure.NotPermitted or WixFailure.NotFound)
        {
            return false;
        }
    }

    private async Task<ContactPage> QueryContactsAsync(
        string siteId, JsonObject filter, string? search, int limit, int offset, WixWork work, CancellationToken ct)
    {
        var body = new JsonObject
        {
            ["query"] = new JsonObject
            {
                ["filter"] = filter,
                ["paging"] = new JsonObject { ["limit"] = limit, ["offset"] = offset },
                ["sort"] = OldestFirst(),
            },
        };
        if (search is not null)
            body["search"] = search;
        var answer = await transport.SendAsync(Query(siteId, work, Contacts, body), ct);
        return answer.Read(found => new ContactPage(
            found.Items("contacts").Select(WixEntities.Contact).ToList(), (int?)found.Member("pagingMetadata")?.Int64("total")));
    }

    private static WixCall Query(string siteId, WixWork work, string path, JsonObject body) =>
        new(siteId, work, HttpMethod.Post, path, true, () => Content(body));

    private static WixCall Write(string siteId, WixWork work, HttpMethod method, string path, JsonObject body) =>
        new(siteId, work, method, path, false, () => Content(body));

    private static StringContent Content(JsonObject body) =>
        new(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");

    private static JsonObject In(string field, IReadOnlyCollection<string> ids)
    {
        if (ids.Count is 0 or > IWixContacts.MostIds)
            throw new ArgumentOutOfRangeException(nameof(ids), ids.Count, $"1 to {IWixContacts.MostIds} ids at once.");
        return new JsonObject { [field] = new JsonObject { ["$in"] = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]) } };
    }

    private static JsonArray OldestFirst() => [new JsonObject { ["fieldName"] = "createdDate", ["order"] = "ASC" }];

    private static string Text(DateTimeOffset date) => date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static LoyaltyProgram ProgramIn(JsonElement body)
    {
        var program = body.Member("loyaltyProgram") ?? throw new JsonException("loyaltyProgram is missing.");
        return new(
            program.Text("name") is { Length: > 0 } name ? name : null,
            program.Member("pointDefinition")?.Text("customName"),
            program.Text("status") switch
            {
                "DRAFT" => ProgramStatus.Draft,
                "ACTIVE" => ProgramStatus.Active,
                "PAUSED" => ProgramStatus.Paused,
                _ => ProgramStatus.Unknown,
            });
    }
}
