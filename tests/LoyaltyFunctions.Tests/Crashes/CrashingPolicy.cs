using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Core.Pipeline;

namespace LoyaltyFunctions.Tests.Crashes;

/// <summary>Makes storage calls go wrong; inside the client's own retries, which a lost answer sets going.</summary>
public sealed partial class CrashingPolicy(CrashPlan plan) : HttpPipelinePolicy
{
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("The app calls storage asynchronously.");

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var (about, strikes) = plan.Count(message.Request.Method.Method, message.Request.Uri.ToUri().PathAndQuery, await BodyAsync(message));
        if (strikes && about!.Mode == CrashMode.Before)
            throw about.Crash();

        await ProcessNextAsync(message, pipeline);
        // What the host does with the message later (hide it, delete it) names nothing but this.
        if (about is not null && message.Request.Method == RequestMethod.Post && MessageId().Match(message.Response.Content.ToString()) is { Success: true } id)
            plan.Name(about, id.Groups[1].Value);
        if (strikes && about!.Mode == CrashMode.After)
            throw about.Crash();
        if (strikes)
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
        return System.Text.Encoding.UTF8.GetString(copy.GetBuffer().AsSpan(0, (int)copy.Length));
    }

    [GeneratedRegex("<MessageId>([^<]+)</MessageId>")]
    private static partial Regex MessageId();
}
