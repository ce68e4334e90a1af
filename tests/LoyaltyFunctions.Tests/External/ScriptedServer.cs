using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LoyaltyFunctions.Tests.External;

/// <summary>An HTTP server whose every answer the test writes.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private int requests;

    private ScriptedServer(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.Run(context =>
        {
            Interlocked.Increment(ref requests);
            return answer(context);
        });
    }

    public Uri Address => new(app.Urls.First());

    public int Requests => Volatile.Read(ref requests);

    public static async Task<ScriptedServer> StartAsync(RequestDelegate answer)
    {
        var server = new ScriptedServer(answer);
        await server.app.StartAsync();
        return server;
    }

    public static Task<ScriptedServer> StartAsync(int status, string body, string contentType = "application/json") =>
        StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = contentType;
            return context.Response.WriteAsync(body);
        });

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
