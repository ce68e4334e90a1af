using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace LoyaltyFunctions.Tests.Support;

/// <summary>Stands before several processes of the app and gives each request to the next of them.</summary>
public sealed class Balancer : IAsyncDisposable
{
    private readonly HttpClient http = new();
    private readonly WebApplication app;
    private readonly IReadOnlyList<Uri> targets;
    private int turn;

    private Balancer(IReadOnlyList<Uri> targets)
    {
        this.targets = targets;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.Run(ForwardAsync);
    }

    public Uri Address => new(app.Urls.First());

    public static async Task<Balancer> StartAsync(IReadOnlyList<Uri> targets)
    {
        var balancer = new Balancer(targets);
        await balancer.app.StartAsync();
        return balancer;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        http.Dispose();
    }

    private async Task ForwardAsync(HttpContext context)
    {
        var target = targets[(int)((uint)Interlocked.Increment(ref turn) % (uint)targets.Count)];
        using var request = new HttpRequestMessage(new(context.Request.Method), new Uri(target, context.Request.Path + context.Request.QueryString))
        {
            Content = new StreamContent(context.Request.Body),
        };
        foreach (var (name, values) in context.Request.Headers.Where(h => h.Key is not ("Host" or "Transfer-Encoding")))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.ToArray()))
                request.Content.Headers.TryAddWithoutValidation(name, values.ToArray());
        }

        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
