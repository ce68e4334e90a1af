using System.Text.RegularExpressions;

namespace LoyaltyFunctions.Tests.Crashes;

/// <summary>Makes calls to Wix and the external system go wrong.</summary>
public sealed partial class CrashingHandler(CrashPlan plan) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var (about, strikes) = plan.Count(request.Method.Method, request.RequestUri!.PathAndQuery, body);
        if (strikes && about!.Mode == CrashMode.Before)
            throw about.Crash();

        var response = await base.SendAsync(request, cancellationToken);
        if (about is not null && request.Method == HttpMethod.Post && request.RequestUri.AbsolutePath.EndsWith("/accounts", StringComparison.Ordinal))
            await NameNewAccountAsync(about, response, cancellationToken);
        if (!strikes)
            return response;
        response.Dispose();
        throw about!.Mode == CrashMode.After ? about.Crash() : new HttpRequestException("The connection was reset.");
    }

    private async Task NameNewAccountAsync(Victim about, HttpResponseMessage response, CancellationToken ct)
    {
        await response.Content.LoadIntoBufferAsync(ct);
        if (Id().Match(await response.Content.ReadAsStringAsync(ct)) is { Success: true } id)
            plan.Name(about, id.Groups[1].Value);
    }

    [GeneratedRegex("\"id\"\\s*:\\s*\"([^\"]+)\"")]
    private static partial Regex Id();
}
