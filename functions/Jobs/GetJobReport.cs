using System.Text;
using Microsoft.AspNetCore.Mvc;

namespace LoyaltyFunctions.Jobs;

/// <summary><c>GET /api/jobs/{jobId}/report</c>: everything of a job that needs a person, as CSV.</summary>
public sealed class GetJobReport(JobStore jobs)
{
    [Function(nameof(GetJobReport))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "jobs/{jobId}/report")] HttpRequest request, string jobId, CancellationToken ct)
    {
        if (await jobs.FindAsync(jobId, ct) is null)
            return GetJob.NoSuchJob();
        var csv = new StringBuilder(CsvText.Line("reason", "contactId", "wixAccountId", "externalAccountId", "detail"));
        await foreach (var finding in jobs.ReadReportAsync(jobId, ct))
            csv.Append(CsvText.Line(finding.Reason, finding.ContactId, finding.WixAccountId, finding.ExternalAccountId, finding.Detail));
        return new FileContentResult(Encoding.UTF8.GetBytes(csv.ToString()), "text/csv; charset=utf-8") { FileDownloadName = $"{jobId}.csv" };
    }
}
