using LoyaltyFunctions.Hosting.Standalone.Bindings;
using LoyaltyFunctions.Hosting.Standalone.Catalogue;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;

namespace LoyaltyFunctions.Hosting.Standalone.Http;

/// <summary>Answers the requests of one HTTP function.</summary>
internal sealed partial class HttpFunctionEndpoint(Function function, FunctionKeys keys, Drain drain, ILogger<HttpFunctionEndpoint> logger)
{
    private static readonly ActionDescriptor NoAction = new();

    private readonly AuthorizationLevel level = ((HttpFunction)function.Descriptor.Trigger).AuthLevel;

    public async Task HandleAsync(HttpContext context)
    {
        if (!keys.Opens(context.Request, level))
        {
            Log.KeyRefused(logger, function.Name);
            await Problems.UnauthorizedAsync(context);
            return;
        }

        try
        {
            var result = (IActionResult?)await function.InvokeAsync(context.RequestServices, context.Request, drain.Ended);
            if (result is not null)
                await result.ExecuteResultAsync(new ActionContext(context, context.GetRouteData(), NoAction));
        }
        catch (BadHttpRequestException e)
        {
            Log.BadRequest(logger, e, function.Name);
            await Problems.WriteAsync(context, e.StatusCode);
        }
        catch (Exception e) when (context.RequestAborted.IsCancellationRequested && e is OperationCanceledException or IOException)
        {
            Log.CallerGone(logger, function.Name);
        }
        catch (Exception e)
        {
            Log.Failed(logger, e, function.Name);
            if (context.Response.HasStarted)
                context.Abort();
            else
                await Problems.WriteAsync(context, StatusCodes.Status500InternalServerError);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(9001, LogLevel.Error, "Function {Function} failed; the caller got a 500.")]
        public static partial void Failed(ILogger logger, Exception exception, string function);

        [LoggerMessage(9002, LogLevel.Warning, "A call of function {Function} had no valid key.")]
        public static partial void KeyRefused(ILogger logger, string function);

        [LoggerMessage(9003, LogLevel.Information, "A call of function {Function} could not be read.")]
        public static partial void BadRequest(ILogger logger, Exception exception, string function);

        [LoggerMessage(9004, LogLevel.Information, "The caller of function {Function} went away.")]
        public static partial void CallerGone(ILogger logger, string function);
    }
}
