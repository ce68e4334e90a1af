using Azure.Core;
using Azure.Core.Pipeline;

namespace LoyaltyFunctions.Tests.External;

/// <summary>Counts the requests that an Azure client sends.</summary>
internal sealed class StorageCalls : HttpPipelineSynchronousPolicy
{
    private int count;

    public int Count => Volatile.Read(ref count);

    public override void OnSendingRequest(HttpMessage message) => Interlocked.Increment(ref count);
}
