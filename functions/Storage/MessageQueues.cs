using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace LoyaltyFunctions.Storage;

/// <summary>Sends and reads the app's queue messages. One storage call a message.</summary>
public sealed class MessageQueues(QueueServiceClient service, IQueueSignal? signal = null)
{
    private readonly ConcurrentDictionary<string, QueueClient> clients = new(StringComparer.Ordinal);

    /// <summary>Puts <paramref name="message"/> on <paramref name="queue"/>, to be seen after <paramref name="delay"/>.</summary>
    public async Task SendAsync<T>(string queue, T message, TimeSpan delay, CancellationToken ct)
    {
        await clients.GetOrAdd(queue, static (name, service) => service.GetQueueClient(name), service).SendMessageAsync(
            new BinaryData(JsonSerializer.SerializeToUtf8Bytes(message, TypeInfo<T>())),
            delay > TimeSpan.Zero ? delay : null,
            timeToLive: TimeSpan.FromSeconds(-1),
            ct);
        signal?.Sent(queue, delay);
    }

    /// <summary>The content of a message that <see cref="SendAsync"/> wrote.</summary>
    /// <exception cref="JsonException">It is not such a message; the host moves it to the poison queue in the end.</exception>
    public static T Read<T>(QueueMessage message) =>
        JsonSerializer.Deserialize(message.Body, TypeInfo<T>()) ?? throw new JsonException("The queue message is null.");

    private static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)MessageJson.Default.GetTypeInfo(typeof(T))!;
}
