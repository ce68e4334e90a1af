using System.Globalization;
using System.Net;
using LoyaltyFunctions.Sandbox.Simulation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LoyaltyFunctions.Sandbox.External;

/// <summary>
/// An external loyalty system on 127.0.0.1 that speaks <c>docs/external-api.yaml</c> and keeps a real ledger in memory. People earn and redeem
/// in it, through the methods below or the control API; <see cref="Behaviour"/> makes it misbehave.
/// </summary>
public sealed class ExternalSimulator : IAsyncDisposable
{
    private readonly ExternalSimulatorOptions options;
    private readonly Ledger ledger;
    private readonly CallbackSender callbacks;
    private readonly FaultyEndpoint endpoint;
    private readonly WebApplication app;
    private volatile ExternalBehaviour behaviour;
    private int people;

    private ExternalSimulator(ExternalSimulatorOptions options)
    {
        this.options = options;
        behaviour = options.Behaviour;
        var dice = new FaultDice(options.Seed);
        ledger = new Ledger(options.Time);
        callbacks = new CallbackSender(options, () => behaviour, dice);
        endpoint = new FaultyEndpoint(options, () => behaviour, dice, callbacks);
        app = Build();
    }

    /// <summary>Where the API is, without <c>/v1</c>.</summary>
    public Uri BaseAddress => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public string ApiKey => options.ApiKey;

    public IReadOnlyList<string> WebhookSecrets => options.WebhookSecrets;

    /// <summary>Where callbacks go; none are made while it is null.</summary>
    public Uri? WebhookUrl
    {
        get => callbacks.WebhookUrl;
        set => callbacks.WebhookUrl = value;
    }

    /// <summary>Set it to change how the system behaves from the next request on.</summary>
    public ExternalBehaviour Behaviour
    {
        get => behaviour;
        set => behaviour = value;
    }

    /// <summary>Told of each new transaction as it is booked, whoever made it; returns at once.</summary>
    public Action<SimulatedTransaction>? Booked
    {
        get => ledger.Booked;
        set => ledger.Booked = value;
    }

    public CallbackCounts Callbacks => callbacks.Counts;

    public SimulatorState State
    {
        get
        {
            var (accounts, transactions) = ledger.Snapshot();
            return new SimulatorState(accounts, transactions, endpoint.Requests, callbacks.Counts);
        }
    }

    /// <summary>The endpoints, as <c>GET /v1/accounts/{id}</c>.</summary>
    public IEnumerable<string> Endpoints =>
        from route in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
        select $"{method} {route.RoutePattern.RawText}";

    public static async Task<ExternalSimulator> StartAsync(ExternalSimulatorOptions options, CancellationToken ct)
    {
        var simulator = new ExternalSimulator(options);
        try
        {
            await simulator.app.StartAsync(ct);
            return simulator;
        }
        catch
        {
            await simulator.DisposeAsync();
            throw;
        }
    }

    /// <summary>A person's account; points that it starts with are a transaction like any other.</summary>
    public SimulatedAccount AddAccount(string? email, string? name = null, long points = 0, string? phone = null, string? reference = null)
    {
        var (account, _) = ledger.CreateAccount(email, phone, name, reference);
        return points == 0 ? account : account with { Balance = Adjust(account.Id, points)!.Balance };
    }

    /// <summary>So many accounts with made-up addresses, <c>person1@example.com</c> and on.</summary>
    public IReadOnlyList<SimulatedAccount> AddAccounts(int count, long points = 0)
    {
        var first = Interlocked.Add(ref people, count) - count + 1;
        return
        [
            .. Enumerable.Range(first, count).Select(n =>
                AddAccount(string.Create(CultureInfo.InvariantCulture, $"person{n}@example.com"), $"Person {n}", points)),
        ];
    }

    public SimulatedAccount? FindAccount(string id) => ledger.Find(id);

    /// <summary>A person earns points.</summary>
    /// <returns>The transaction; null when there is no such account.</returns>
    public SimulatedTransaction? Earn(string accountId, long points) => Act(accountId, TransactionKind.Earn, Positive(points));

    /// <summary>A person redeems points.</summary>
    /// <returns>The transaction; null when there is no such account, or it has not the points.</returns>
    public SimulatedTransaction? Redeem(string accountId, long points) => Act(accountId, TransactionKind.Redeem, -Positive(points));

    /// <summary>Somebody sets an account right, by plus or minus so many points.</summary>
    /// <returns>The transaction; null when there is no such account, or it has not the points.</returns>
    public SimulatedTransaction? Adjust(string accountId, long points) => Act(accountId, TransactionKind.Adjust, points);

    /// <summary>Points expire.</summary>
    /// <returns>The transaction; null when there is no such account, or it has not the points.</returns>
    public SimulatedTransaction? Expire(string accountId, long points) => Act(accountId, TransactionKind.Expire, -Positive(points));

    /// <summary>Moves the balance by plus or minus so many points with no transaction and no callback: what reconcile calls drift.</summary>
    /// <returns>False when there is no such account, or it has not the points.</returns>
    public bool Drift(string accountId, long points) => ledger.Drift(accountId, points);

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await callbacks.DisposeAsync();
    }

    private static long Positive(long points) =>
        points > 0 ? points : throw new ArgumentOutOfRangeException(nameof(points), points, "Points must be above zero.");

    private SimulatedTransaction? Act(string accountId, TransactionKind kind, long points)
    {
        if (ledger.Book(new Booking(accountId, kind, points), behaviour.NegativeBalances) is not BookingResult.Booked booked)
            return null;
        callbacks.Send(booked.Transaction, TimeSpan.Zero);
        return booked.Transaction;
    }

    private WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, options.Port));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        var built = builder.Build();
        var api = new LoyaltyApi(ledger, options.Time, () => behaviour);
        Get("/v1/accounts", api.ListAccountsAsync);
        Post("/v1/accounts", api.CreateAccountAsync);
        Get("/v1/accounts/{id}", api.GetAccountAsync);
        Get("/v1/accounts/{id}/transactions", api.ListTransactionsAsync);
        Post("/v1/accounts/{id}/transactions", api.WriteTransactionAsync);
        Get("/v1/transactions", api.ListTransactionsAsync);
        new ControlApi(this).Map(built);
        return built;

        void Get(string path, Func<Microsoft.AspNetCore.Http.HttpContext, ValueTask<ApiAnswer>> call) =>
            built.MapGet(path, endpoint.For($"GET {path}", call));
        void Post(string path, Func<Microsoft.AspNetCore.Http.HttpContext, ValueTask<ApiAnswer>> call) =>
            built.MapPost(path, endpoint.For($"POST {path}", call));
    }
}
