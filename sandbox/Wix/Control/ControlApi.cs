using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>
/// The control API under <c>/_sandbox</c>: what people do, how Wix behaves, and what is true. Never slowed, limited or failed on purpose.
/// Refusals are problem details.
/// </summary>
internal sealed class ControlApi(WixSimulator wix)
{
    private const int MostAtOnce = 1_000_000;

    public void Map(IEndpointRouteBuilder routes)
    {
        var control = routes.MapGroup("/_sandbox");
        control.MapGet("/state", http => AnswerAsync(http, 200, State(lists: http.Request.Query["summary"] != "true")));
        control.MapGet("/behaviour", http => AnswerAsync(http, 200, wix.Behaviour));
        Change(control, "PUT", "/behaviour", Behaviour);
        Change(control, "PUT", "/webhook-url", SetWebhookUrl);
        Change(control, "POST", "/contacts", AddContacts);
        Change(control, "POST", "/contacts/change", b => wix.ChangeContact(Text(b, "contactId"), b.Text("email", 1, 200), b.Text("name", 1, 200)));
        Change(control, "POST", "/contacts/merge", b => Done(() => wix.MergeContacts(Text(b, "targetContactId"), [.. Texts(b, "sourceContactIds")])));
        Change(control, "POST", "/contacts/delete", b => Done(() => wix.DeleteContact(Text(b, "contactId"), Flag(b, "anonymize"))));
        Change(control, "POST", "/accounts", b => wix.CreateAccount(Text(b, "contactId")));
        Change(control, "POST", "/earn", b => wix.Earn(Text(b, "accountId"), Points(b), b.Text("description", 1, 100)));
        Change(control, "POST", "/redeem", b => wix.Redeem(Text(b, "accountId"), Points(b), b.Text("description", 1, 100)));
        Change(control, "POST", "/adjust", b => wix.Adjust(Text(b, "accountId"), Points(b), b.Text("description", 1, 100)));
        Change(control, "POST", "/expire", b => wix.Expire(Text(b, "accountId"), Points(b)));
        Change(control, "POST", "/refund", b => wix.Refund(Text(b, "accountId"), Points(b), b.Text("transactionId", 1, 100)));
        Change(control, "POST", "/drift", b => Done(() => wix.Drift(Text(b, "accountId"), Points(b))));
        Change(control, "POST", "/touch", b => Done(() => wix.Touch(Text(b, "accountId"))));
        Change(control, "POST", "/app/install", b => Done(() => wix.InstallApp(Text(b, "instanceId"))));
        Change(control, "POST", "/app/remove", b => Done(() => wix.RemoveApp(Text(b, "instanceId"))));
        control.MapFallback(http => ProblemAsync(http, 404, "Not found", "The control API has no such endpoint."));
    }

    private object State(bool lists)
    {
        var summary = wix.ReadSummary();
        var ledger = lists ? wix.ReadLedger() : null;
        return new
        {
            counts = new { summary.Contacts, summary.Members, summary.Accounts, summary.Transactions, summary.Messages, summary.Points },
            summary.Requests,
            summary.Answers,
            summary.Throttled,
            webhooks = new { url = wix.WebhookUrl, summary.Events, summary.Deliveries, summary.Pending, summary.GivenUp },
            ledger?.Contacts,
            ledger?.Accounts,
            ledger?.Transactions,
            ledger?.Messages,
            ledger?.Deliveries,
        };
    }

    private WixBehaviour Behaviour(JsonElement changes) =>
        wix.ChangeBehaviour(changes) is { Count: > 0 } problems ? throw WixRefusedException.Field("behaviour", string.Join(' ', problems)) : wix.Behaviour;

    private object SetWebhookUrl(JsonElement body)
    {
        var text = body.Text("url", 1, 2000);
        if (text is not null && !(Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            throw WixRefusedException.Field("url", "Must be an absolute http or https address, or null for none.");
        wix.WebhookUrl = text is null ? null : new Uri(text);
        return new { url = wix.WebhookUrl };
    }

    private object AddContacts(JsonElement body)
    {
        var instanceId = body.Text("instanceId", 1, 100);
        var silent = Flag(body, "silent");
        var account = Flag(body, "account");
        if (body.Whole("count", 1, MostAtOnce) is { } count)
        {
            var members = !body.TryGetProperty("member", out _) || Flag(body, "member");
            var added = wix.AddContacts((int)count, members, account, silent, instanceId);
            return new { count = added.Count, contacts = added };
        }

        var contact = new NewWixContact(
            body.Text("email", 1, 200),
            body.Text("name", 1, 200),
            Flag(body, "member"),
            body.Text("phone", 1, 50),
            body.Text("locale", 1, 20),
            account,
            body.Text("subscriptionStatus", 1, 50))
        {
            MoreEmails = [.. Texts(body, "moreEmails")],
        };
        return new { count = 1, contacts = new[] { wix.AddContact(contact, instanceId, silent) } };
    }

    private static void Change(IEndpointRouteBuilder routes, string method, string path, Func<JsonElement, object> act) =>
        routes.MapMethods(path, [method], async http =>
        {
            try
            {
                using var body = http.Request.ContentLength is 0 ? JsonDocument.Parse("{}") : await JsonDocument.ParseAsync(http.Request.Body, default, http.RequestAborted);
                await AnswerAsync(http, 200, act(body.RootElement));
            }
            catch (JsonException)
            {
                await ProblemAsync(http, 400, "Bad request", "The body is not JSON.");
            }
            catch (WixRefusedException refusal)
            {
                // People who lack the points conflict with the state, whatever status the API would give the app.
                var status = refusal.Code == "INSUFFICIENT_POINTS" ? 409 : refusal.Status;
                await ProblemAsync(http, status, status switch { 404 => "Not found", 409 => "Conflict", _ => "Bad request" }, $"{refusal.Code}: {refusal.Message}");
            }
        });

    private static object Done(Action act)
    {
        act();
        return new { };
    }

    private static string Text(JsonElement body, string name) => body.RequiredText(name, 1, 200);

    private static long Points(JsonElement body) => body.Whole("points", -AccountBook.MaxBalance, AccountBook.MaxBalance) ?? throw BodyReader.Required("points");

    private static bool Flag(JsonElement body, string name) => body.TryGetProperty(name, out var value) && value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False or JsonValueKind.Null => false,
        _ => throw WixRefusedException.Field(name, "Must be true or false."),
    };

    private static IEnumerable<string> Texts(JsonElement body, string name) =>
        !body.TryGetProperty(name, out var list) ? []
        : list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String) ? list.EnumerateArray().Select(v => v.GetString()!)
        : throw WixRefusedException.Field(name, "Must be an array of strings.");

    private static Task AnswerAsync(HttpContext http, int status, object body)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(body, body.GetType(), WixJson.Options, http.RequestAborted);
    }

    private static Task ProblemAsync(HttpContext http, int status, string title, string detail)
    {
        http.Response.StatusCode = status;
        var problem = new { type = "about:blank", title, status, detail };
        return http.Response.WriteAsJsonAsync(problem, WixJson.Options, "application/problem+json", http.RequestAborted);
    }
}
