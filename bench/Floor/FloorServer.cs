using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Azure.Storage.Queues;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace LoyaltyFunctions.Bench.Floor;

/// <summary>
/// What a receiver cannot be cheaper than, in a process of its own: <c>/empty</c> reads the request and answers; <c>/verify</c> checks one RSA
/// signature over it besides; <c>/send</c> is a storage client that puts messages on a queue and does nothing else.
/// </summary>
internal static class FloorServer
{
    private const string Queue = "floor-events";

    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var app = builder.Build();
        app.UseRouting();
        var verifier = new BareVerifier(Environment.GetEnvironmentVariable("PUBLIC_KEY")!);
        var queue = new QueueClient(Environment.GetEnvironmentVariable("STORAGE")!, Queue);
        await queue.CreateIfNotExistsAsync();
        app.MapPost("/empty", async context => await ReadAsync(context.Request));
        app.MapPost("/verify", async context =>
        {
            if (!verifier.Verify(await ReadAsync(context.Request)))
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        });
        app.MapGet("/send", async (HttpContext context) => await context.Response.WriteAsJsonAsync(await BareSender.RunAsync(
            queue, Number(context, "connections"), TimeSpan.FromMilliseconds(Number(context, "ms")), TimeProvider.System)));
        await app.StartAsync();
        Console.WriteLine(new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port);
        await Console.In.ReadToEndAsync();
        return 0;
    }

    private static int Number(HttpContext context, string name) => int.Parse(context.Request.Query[name]!, CultureInfo.InvariantCulture);

    private static async Task<byte[]> ReadAsync(HttpRequest request)
    {
        var body = new byte[(int)request.ContentLength!];
        await request.Body.ReadExactlyAsync(body);
        return body;
    }
}
