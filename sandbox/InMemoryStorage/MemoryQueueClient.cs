using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace LoyaltyFunctions.Sandbox.InMemoryStorage;

/// <summary>One queue in memory, as the app's client: only the calls that the app makes. Messages never expire.</summary>
public sealed class MemoryQueueClient(MemoryStorage storage, IStorageCalls calls, string name) : QueueClient
{
    private static readonly TimeSpan HiddenByDefault = TimeSpan.FromSeconds(30);

    public override string Name => name;

    public override Task<Response> CreateIfNotExistsAsync(IDictionary<string, string>? metadata = null, CancellationToken cancellationToken = default) =>
        RunAsync("create", "", true, () => (Response)new MemoryResponse(storage.CreateQueue(name) ? 201 : 204), cancellationToken);

    public override Task<Response<SendReceipt>> SendMessageAsync(
        BinaryData message, TimeSpan? visibilityTimeout = null, TimeSpan? timeToLive = null, CancellationToken cancellationToken = default) => RunAsync(
        "send", "", true,
        () =>
        {
            var now = Now;
            var put = Queue.Put(message.ToMemory(), now, now + (visibilityTimeout ?? TimeSpan.Zero));
            return Response.FromValue(
                QueuesModelFactory.SendReceipt(put.Id, now, DateTimeOffset.MaxValue, put.Receipt, put.VisibleAt), new MemoryResponse(201));
        },
        cancellationToken);

    public override Task<Response<QueueMessage[]>> ReceiveMessagesAsync(
        int? maxMessages = null, TimeSpan? visibilityTimeout = null, CancellationToken cancellationToken = default) => RunAsync(
        "receive", "", true,
        () => Response.FromValue(
            Queue.Receive(maxMessages ?? 1, Now, visibilityTimeout ?? HiddenByDefault).Select(Message).ToArray(), new MemoryResponse(200)),
        cancellationToken);

    public override Task<Response<UpdateReceipt>> UpdateMessageAsync(
        string messageId, string popReceipt, string? messageText = null, TimeSpan visibilityTimeout = default, CancellationToken cancellationToken = default) => RunAsync(
        "update", messageId, true,
        () => Queue.Update(messageId, popReceipt, Now + visibilityTimeout) is { } updated
            ? Response.FromValue(QueuesModelFactory.UpdateReceipt(updated.Receipt, updated.VisibleAt), new MemoryResponse(204))
            : throw NotMine(messageId),
        cancellationToken);

    public override Task<Response> DeleteMessageAsync(string messageId, string popReceipt, CancellationToken cancellationToken = default) => RunAsync(
        "delete", messageId, true,
        () => Queue.Delete(messageId, popReceipt) ? (Response)new MemoryResponse(204) : throw NotMine(messageId),
        cancellationToken);

    private MessageQueue Queue => storage.FindQueue(name) ?? throw new RequestFailedException(404, "QueueNotFound", "QueueNotFound", null);

    private DateTimeOffset Now => storage.Time.GetUtcNow();

    private static QueueMessage Message(QueuedMessage message) => QueuesModelFactory.QueueMessage(
        message.Id, message.Receipt, new BinaryData(message.Text), message.DequeueCount, message.VisibleAt, message.InsertedAt, DateTimeOffset.MaxValue);

    private RequestFailedException NotMine(string messageId) => Queue.Contains(messageId)
        ? new(400, "PopReceiptMismatch", "PopReceiptMismatch", null)
        : new(404, "MessageNotFound", "MessageNotFound", null);

    private Task<T> RunAsync<T>(string verb, string key, bool writes, Func<T> effect, CancellationToken ct) =>
        calls.RunAsync(new StorageCall(verb, name, key, writes), effect, ct);
}
