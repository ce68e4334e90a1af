using System.Diagnostics;
using System.Text.Json;

namespace LoyaltyFunctions.Telemetry;

/// <summary>
/// The activity of a queue function: a child of the one whose <c>traceParent</c> the message carries, so that one trace leads from the
/// webhook through the queue to what was written on the other side.
/// </summary>
public static class MessageActivity
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

    /// <summary>
    /// Starts it unless the host has already put this work into the message's trace; null then. A host that knows nothing of our messages
    /// begins a trace of its own, to which this one links.
    /// </summary>
    public static Activity? Continue(string name, ReadOnlySpan<byte> body)
    {
        var host = Activity.Current;
        if (TraceParent(body) is not { } text || !ActivityContext.TryParse(text, null, isRemote: true, out var parent) || host?.TraceId == parent.TraceId)
            return null;
        return Source.StartActivity(ActivityKind.Consumer, parent, links: host is null ? null : [new ActivityLink(host.Context)], name: name);
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
