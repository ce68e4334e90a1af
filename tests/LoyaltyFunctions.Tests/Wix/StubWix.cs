using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LoyaltyFunctions.Tests.Wix;

/// <summary>An HTTP server that gives tokens and whatever answers a test has put up, in turn; then 599.</summary>
internal sealed class StubWix : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<RequestDelegate> answers = new();
    private readonly ConcurrentQueue<StubRequest> requests = new();
    private int tokens;

    private StubWix()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    public Uri Address => new(app.Urls.First());

    /// <summary>What came, tokens apart.</summary>
    public IReadOnlyList<StubRequest> Calls => [.. requests.Where(r => r.Path != "/oauth2/token")];

    public IReadOnlyList<StubRequest> TokenCalls => [.. requests.Where(r => r.Path == "/oauth2/token")];

    public RequestDelegate? TokenAnswer { get; set; }

    public static async Task<StubWix> StartAsync()
    {
        var stub = new StubWix();
        await stub.app.StartAsync();
        return stub;
    }

    public StubWix Answer(int status, string body = "", params (string Name, string Value)[] headers) => Answer(context =>
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers)
            context.Response.Headers[name] = value;
        return context.Response.WriteAsync(body);
    });

    public StubWix Answer(RequestDelegate answer)
    {
        answers.Enqueue(answer);
        return this;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        requests.Enqueue(new(
            context.Request.Method,
            context.Request.Path.Value!,
            context.Request.QueryString.Value!,
            await reader.ReadToEndAsync(),
            context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
        if (context.Request.Path != "/oauth2/token")
            await (answers.TryDequeue(out var answer) ? answer(context) : Unexpected(context));
        else if (TokenAnswer is not null)
            await TokenAnswer(context);
        else
            await context.Response.WriteAsync($$"""{"access_token":"token-{{Interlocked.Increment(ref tokens)}}","token_type":"Bearer","expires_in":14400}""");
    }

    private static Task Unexpected(HttpContext context)
    {
        context.Response.StatusCode = 599;
        return Task.CompletedTask;
    }
}
