using Azure.Core;
using Azure.Core.Pipeline;

namespace LoyaltyFunctions.Tests.Crashes;

/// <summary>Makes storage calls go wrong; inside the client's own retries, which a lost answer sets going.</summary>
public sealed class CrashingPolicy(CrashPlan plan) : HttpPipelinePolicy
{
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("The app calls storage asynchronously.");

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var fault = plan.Next(message.Request.Method.Method, message.Request.Uri.ToString(), await BodyAsync(message));
        if (fault is { Mode: CrashMode.Before })
            throw new CrashException(fault.Value.Call);

        await ProcessNextAsync(message, pipeline);
        if (fault is { Mode: CrashMode.After })
            throw new CrashException(fault.Value.Call);
        if (fault is { Mode: CrashMode.AnswerLost })
        {
            message.Response.Dispose();
            throw new IOException("The connection was reset.");
        }
    }

    private static async Task<string> BodyAsync(HttpMessage message)
    {
        if (message.Request.Content is not { } content)
            return "";
        using var copy = new MemoryStream();
        await content.WriteToAsync(copy, message.CancellationToken);
        return System.Text.Encoding.UTF8.GetString(copy.ToArray());
    }
}
