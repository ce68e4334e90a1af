using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LoyaltyFunctions.Sandbox.External;

/// <summary>The control API of the external simulator, <c>/_sandbox/…</c>: what people do, and how the system behaves.</summary>
internal sealed class ControlApi(ExternalSimulator simulator)
{
    private const int MostAccounts = 1_000_000;

    public void Map(IEndpointRouteBuilder routes)
    {
        var control = routes.MapGroup("/_sandbox");
        Add("GET", "/state", _ => Task.FromResult(Ok(simulator.State)));
        Add("POST", "/contacts", async c => CreateAccounts(await ReadAsync<NewContacts>(c)));
        Add("POST", "/earn", async c => Act(await ReadAsync<Action>(c), simulator.Earn, mayBeNegative: false));
        Add("POST", "/redeem", async c => Act(await ReadAsync<Action>(c), simulator.Redeem, mayBeNegative: false));
        Add("POST", "/expire", async c => Act(await ReadAsync<Action>(c), simulator.Expire, mayBeNegative: false));
        Add("POST", "/adjust", async c => Act(await ReadAsync<Action>(c), simulator.Adjust, mayBeNegative: true));
        Add("POST", "/drift", async c => Drift(await ReadAsync<Action>(c)));
        Add("GET", "/behaviour", _ => Task.FromResult(Ok(simulator.Behaviour)));
        Add("PUT", "/behaviour", async c => ChangeBehaviour(await ReadAsync<JsonObject>(c)));
        Add("PUT", "/webhook-url", async c => ChangeWebhookUrl(await ReadAsync<NewWebhookUrl>(c)));

        void Add(string method, string path, Func<HttpContext, Task<ApiAnswer>> call) => control.MapMethods(path, [method], async context =>
        {
            ApiAnswer answer;
            try
            {
                answer = await call(context);
            }
            catch (JsonException e)
            {
                answer = Invalid(e.Message);
            }

            context.Response.StatusCode = answer.Status;
            await context.Response.WriteAsJsonAsync(
                answer.Body, answer.Body.GetType(), SimulatorJson.Options,
                answer.IsProblem ? "application/problem+json" : "application/json", context.RequestAborted);
        });
    }

    private ApiAnswer CreateAccounts(NewContacts contacts) => contacts switch
    {
        { Count: < 1 or > MostAccounts } => Invalid($"count is 1 to {MostAccounts}."),
        { Count: { } count } => Ok(new { accounts = simulator.AddAccounts(count, contacts.Points) }),
        _ => Ok(new { accounts = new[] { simulator.AddAccount(contacts.Email, contacts.Name, contacts.Points) } }),
    };

    private ApiAnswer Act(Action action, Func<string, long, SimulatedTransaction?> act, bool mayBeNegative)
    {
        if (action.Points == 0 || (action.Points < 0 && !mayBeNegative))
            return Invalid("points must be above zero.");
        if (simulator.FindAccount(action.AccountId) is null)
            return ApiAnswer.Problem(404, "account_not_found", "Account not found", "There is no account with this id.");
        return act(action.AccountId, action.Points) is { } transaction
            ? Ok(transaction)
            : ApiAnswer.Problem(409, "insufficient_points", "Insufficient points", "The account has not the points.");
    }

    private ApiAnswer Drift(Action action) => simulator.Drift(action.AccountId, action.Points)
        ? Ok(simulator.FindAccount(action.AccountId)!)
        : ApiAnswer.Problem(409, "insufficient_points", "Insufficient points", "There is no account with this id, or it has not the points.");

    // Switches that the body does not name stay as they are.
    private ApiAnswer ChangeBehaviour(JsonObject switches)
    {
        var all = JsonSerializer.SerializeToNode(simulator.Behaviour, SimulatorJson.Options)!.AsObject();
        foreach (var (name, value) in switches)
            all[name] = value?.DeepClone();
        simulator.Behaviour = all.Deserialize<ExternalBehaviour>(SimulatorJson.Options)!;
        return Ok(simulator.Behaviour);
    }

    private ApiAnswer ChangeWebhookUrl(NewWebhookUrl body)
    {
        if (body.Url is { IsAbsoluteUri: false })
            return Invalid("url must be absolute, or null for no callbacks.");
        simulator.WebhookUrl = body.Url;
        return Ok(new { url = simulator.WebhookUrl });
    }

    private static async Task<T> ReadAsync<T>(HttpContext context) =>
        await JsonSerializer.DeserializeAsync<T>(context.Request.Body, SimulatorJson.Options, context.RequestAborted)
            ?? throw new JsonException("The body is null.");

    private static ApiAnswer Ok(object body) => new(200, body);

    private static ApiAnswer Invalid(string detail) => ApiAnswer.Problem(400, "invalid_request", "Invalid request", detail);

    private sealed record NewContacts(int? Count = null, string? Email = null, string? Name = null, long Points = 0);

    private sealed record Action(string AccountId, long Points);

    private sealed record NewWebhookUrl(Uri? Url);
}
