namespace LoyaltyFunctions.Tests.Crashes;

/// <summary>Makes calls to Wix and the external system go wrong.</summary>
public sealed class CrashingHandler(CrashPlan plan) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        if (plan.Next(request.Method.Method, request.RequestUri!.ToString(), body) is not { } fault)
            return await base.SendAsync(request, cancellationToken);
        if (fault.Mode == CrashMode.Before)
            throw new CrashException(fault.Call);

        using var response = await base.SendAsync(request, cancellationToken);
        throw fault.Mode == CrashMode.After ? new CrashException(fault.Call) : new HttpRequestException("The connection was reset.");
    }
}
