using LoyaltyFunctions.Hosting.Standalone.Bindings;
using LoyaltyFunctions.Hosting.Standalone.Catalogue;
using LoyaltyFunctions.Hosting.Standalone.Timers;
using Microsoft.AspNetCore.Routing;

namespace LoyaltyFunctions.Hosting.Standalone.Http;

/// <summary>Routes requests to the HTTP functions.</summary>
internal static class HttpFunctions
{
    public static void Map(WebApplication app, IEnumerable<Function> functions)
    {
        var services = app.Services;
        var prefix = services.GetRequiredService<HostJson>().RoutePrefix;
        var keys = services.GetRequiredService<FunctionKeys>();

        // What no function answers (404, 405) is a problem document too; what a function answers is its own.
        app.UseWhen(
            context => context.GetEndpoint()?.Metadata.GetMetadata<HttpFunction>() is null,
            others => others.UseStatusCodePages(status => Results.Problem(statusCode: status.HttpContext.Response.StatusCode).ExecuteAsync(status.HttpContext)));

        foreach (var function in functions)
        {
            if (function.Descriptor.Trigger is not HttpFunction http)
                continue;
            var pattern = $"/{prefix}/{(http.Route ?? function.Name).TrimStart('/')}".Replace("//", "/", StringComparison.Ordinal);
            var endpoint = ActivatorUtilities.CreateInstance<HttpFunctionEndpoint>(services, function);
            var route = http.Methods is { } methods
                ? app.MapMethods(pattern, methods, endpoint.HandleAsync)
                : app.Map(pattern, endpoint.HandleAsync);
            route.WithDisplayName(function.Name).WithMetadata(http);
        }

        app.MapPost("/admin/functions/{name}", (HttpContext context, string name) => RunTimerAsync(context, name, keys)).WithDisplayName("admin");
    }

    /// <summary>Runs a timer function now, as the Azure Functions host does.</summary>
    private static async Task RunTimerAsync(HttpContext context, string name, FunctionKeys keys)
    {
        if (!keys.Opens(context.Request, AuthorizationLevel.Admin))
            await Problems.UnauthorizedAsync(context);
        else if (await context.RequestServices.GetRequiredService<TimerFunctions>().RunNowAsync(name, context.RequestAborted))
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        else
            await Problems.WriteAsync(context, StatusCodes.Status404NotFound);
    }
}
