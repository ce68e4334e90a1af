using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;

namespace LoyaltyFunctions.Tests.Support;

/// <summary>Counts the calls of a storage client, by method and address.</summary>
public sealed class StorageCalls : HttpPipelineSynchronousPolicy
{
    private readonly ConcurrentQueue<string> calls = new();

    public int Count => calls.Count;

    public IReadOnlyCollection<string> Made => calls;

    public override void OnSendingRequest(HttpMessage message) => calls.Enqueue($"{message.Request.Method} {message.Request.Uri.Path}");
}
