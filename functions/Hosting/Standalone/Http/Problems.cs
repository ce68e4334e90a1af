namespace LoyaltyFunctions.Hosting.Standalone.Http;

/// <summary>Answers that the host gives itself, as problem details (RFC 9457).</summary>
internal static class Problems
{
    public static async Task WriteAsync(HttpContext context, int status)
    {
        context.Response.Clear();
        await Results.Problem(statusCode: status).ExecuteAsync(context);
    }

    public static Task UnauthorizedAsync(HttpContext context) =>
        Results.Problem(
            statusCode: StatusCodes.Status401Unauthorized,
            title: "Unauthorized",
            detail: "This function needs a valid key, in the header x-functions-key or the query parameter code.").ExecuteAsync(context);
}
