using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using LoyaltyFunctions.Hosting.Standalone.Bindings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LoyaltyFunctions.Tests.Hosting;

[SuppressMessage("Performance", "CA1822", Justification = "Functions are instance methods.")]
public sealed class HttpTestFunctions
{
    [Function("Open")]
    public IActionResult Open([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) =>
        new ContentResult { Content = request.Method, StatusCode = 200 };

    [Function("Locked")]
    public IActionResult Locked([HttpTrigger(AuthorizationLevel.Function, "get", "post", Route = "sites/{siteId}/locked")] HttpRequest request, string siteId, CancellationToken ct) =>
        new OkObjectResult(new { siteId, request.Method, ct.CanBeCanceled });

    [Function("Owner")]
    public IActionResult Owner([HttpTrigger(AuthorizationLevel.Admin, "get")] HttpRequest request) => new EmptyResult();

    [Function("Fails")]
    public async Task<IActionResult> Fails([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
    {
        await Task.Yield();
        throw new InvalidOperationException("the secret of the house");
    }

    [Function("Trace")]
    public IActionResult Trace([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        new ContentResult { Content = Activity.Current?.TraceId.ToHexString() };

    [Function("Result")]
    public Task<ActionResult> Result([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "results/{kind}")] HttpRequest request, string kind) =>
        Task.FromResult<ActionResult>(kind switch
        {
            "problem" => new ObjectResult(new ProblemDetails { Status = 409, Title = "Not now" }) { StatusCode = 409 },
            "empty" => new EmptyResult(),
            "status" => new StatusCodeResult(403),
            "file" => new FileContentResult("a,b"u8.ToArray(), "text/csv") { FileDownloadName = "points.csv" },
            "accepted" => new AcceptedResult("/there", new { done = false }),
            _ => new NotFoundResult(),
        });
}
