using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using LoyaltyFunctions.Sandbox.InMemoryStorage;

namespace LoyaltyFunctions.Bench.StorageDouble;

/// <summary>The queues. <see href="https://learn.microsoft.com/rest/api/storageservices/operations-on-messages"/></summary>
internal sealed class QueueStore(TimeProvider time, CallCounter counter)
{
    private const string Xml = "application/xml";
    private readonly ConcurrentDictionary<string, MessageQueue> queues = new(StringComparer.Ordinal);

    /// <param name="path"><c>{queue}</c>, <c>{queue}/messages</c> or <c>{queue}/messages/{id}</c>.</param>
    public void Handle(HttpExchange http, string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var name = parts.Length > 0 ? parts[0] : "";
        if (http.Method == "PUT" && parts.Length == 1)
        {
            counter.Count("create", name);
            http.Empty(queues.TryAdd(name, new MessageQueue()) ? "201 Created" : "204 No Content");
        }
        else if (!queues.TryGetValue(name, out var queue))
        {
            Refuse(http, "404 The specified queue does not exist.", "QueueNotFound");
        }
        else if (parts.Length == 1)
        {
            counter.Count("metadata", name);
            http.Empty("200 OK", string.Create(CultureInfo.InvariantCulture, $"x-ms-approximate-messages-count: {queue.Count}\r\n"));
        }
        else
        {
            Messages(http, name, queue, parts.Length > 2 ? parts[2] : null);
        }
    }

    private void Messages(HttpExchange http, string name, MessageQueue queue, string? id)
    {
        var now = time.GetUtcNow();
        switch (http.Method)
        {
            case "POST":
                counter.Count("put", name);
                http.Content("201 Created", Xml, List(now, [queue.Put(TextOf(http.Body.Span), now, now + Visibility(http, 0))], withText: false));
                break;
            case "GET":
                var received = queue.Receive(int.Parse(http.Value("numofmessages") ?? "1", CultureInfo.InvariantCulture), now, Visibility(http, 30));
                counter.Count(received.Count > 0 ? "receive" : "poll", name);
                http.Content("200 OK", Xml, List(now, received, withText: true));
                break;
            case "PUT" when queue.Update(id!, http.Value("popreceipt"), now + Visibility(http, 0)) is { } updated:
                counter.Count("update", name);
                http.Empty("204 No Content", $"x-ms-popreceipt: {updated.Receipt}\r\nx-ms-time-next-visible: {updated.VisibleAt:R}\r\n");
                break;
            case "DELETE" when id is null:
                queue.Clear();
                http.Empty("204 No Content");
                break;
            case "DELETE" when queue.Delete(id, http.Value("popreceipt")):
                counter.Count("delete", name);
                http.Empty("204 No Content");
                break;
            default:
                Refuse(http, "404 The specified message does not exist.", "MessageNotFound");
                break;
        }
    }

    private static TimeSpan Visibility(HttpExchange http, int otherwise) =>
        TimeSpan.FromSeconds(http.Value("visibilitytimeout") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise);

    // The text stays escaped as it came, and goes out so.
    private static byte[] TextOf(ReadOnlySpan<byte> body)
    {
        var from = body.IndexOf("<MessageText>"u8) + "<MessageText>"u8.Length;
        var to = body.LastIndexOf("</MessageText>"u8);
        return body[from..to].ToArray();
    }

    private static ReadOnlySpan<byte> List(DateTimeOffset now, List<QueuedMessage> messages, bool withText)
    {
        var xml = new ArrayBufferWriter<byte>(512);
        xml.Write("<?xml version=\"1.0\" encoding=\"utf-8\"?><QueueMessagesList>"u8);
        foreach (var message in messages)
        {
            Encoding.UTF8.GetBytes(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"<QueueMessage><MessageId>{message.Id}</MessageId><InsertionTime>{now:R}</InsertionTime><ExpirationTime>Fri, 31 Dec 9999 23:59:59 GMT</ExpirationTime><PopReceipt>{message.Receipt}</PopReceipt><TimeNextVisible>{message.VisibleAt:R}</TimeNextVisible>"),
                xml);
            if (withText)
            {
                Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"<DequeueCount>{message.DequeueCount}</DequeueCount><MessageText>"), xml);
                xml.Write(message.Text.Span);
                xml.Write("</MessageText>"u8);
            }

            xml.Write("</QueueMessage>"u8);
        }

        xml.Write("</QueueMessagesList>"u8);
        return xml.WrittenSpan;
    }

    private static void Refuse(HttpExchange http, string status, string code) => http.Content(
        status, Xml, Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>{code}</Code><Message>{code}</Message></Error>"), $"x-ms-error-code: {code}\r\n");
}
