using System.Diagnostics;
using System.Text.Json;

namespace LoyaltyFunctions.Hosting.Standalone.Queues;

/// <summary>The activity of a queue function: a child of the one whose <c>traceParent</c> the message carries.</summary>
internal static class MessageActivity
{
    public const string SourceName = "LoyaltyFunctions";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Starts it. Also without listeners, so that logs and outgoing calls keep the trace.</summary>
    public static Activity Start(string function, ReadOnlySpan<byte> body)
    {
        var parent = TraceParent(body);
        if (Source.StartActivity(function, ActivityKind.Consumer, parent) is { } listened)
            return listened;
        var activity = new Activity(function);
        if (parent is not null)
            activity.SetParentId(parent);
        return activity.Start();
    }

    private static string? TraceParent(ReadOnlySpan<byte> body)
    {
        try
        {
            var json = new Utf8JsonReader(body);
            while (json.Read())
            {
                if (json.TokenType is not JsonTokenType.PropertyName || json.CurrentDepth != 1)
                    continue;
                var found = json.ValueTextEquals("traceParent"u8);
                json.Read();
                if (found)
                    return json.TokenType is JsonTokenType.String ? json.GetString() : null;
                json.Skip();
            }
        }
        catch (JsonException)
        {
            // Not JSON: its function will say so.
        }

        return null;
    }
}
