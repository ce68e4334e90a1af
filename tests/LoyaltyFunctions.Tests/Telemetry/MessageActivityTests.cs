using System.Diagnostics;
using System.Text;
using LoyaltyFunctions.Telemetry;

namespace LoyaltyFunctions.Tests.Telemetry;

public sealed class MessageActivityTests : IDisposable
{
    private const string Webhook = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private readonly ActivityListener listener = new()
    {
        ShouldListenTo = source => source.Name == MessageActivity.SourceName,
        Sample = (ref _) => ActivitySamplingResult.AllData,
    };

    public MessageActivityTests() => ActivitySource.AddActivityListener(listener);

    [Fact]
    public void Under_a_host_that_does_not_know_our_messages_the_work_joins_the_webhooks_trace_and_links_to_the_hosts()
    {
        using var host = new Activity("invoke").Start();
        using var work = MessageActivity.Continue("wix-events", Message(Webhook));

        Assert.Equal("0af7651916cd43dd8448eb211c80319c", work?.TraceId.ToHexString());
        Assert.Equal("b7ad6b7169203331", work?.ParentSpanId.ToHexString());
        Assert.Equal(ActivityKind.Consumer, work?.Kind);
        Assert.Equal(host.TraceId, Assert.Single(work!.Links).Context.TraceId);
    }

    [Fact]
    public void Under_a_host_that_has_joined_the_trace_already_nothing_is_added()
    {
        using var host = MessageActivity.Start("SyncFromWix", Message(Webhook));

        Assert.Equal("0af7651916cd43dd8448eb211c80319c", host.TraceId.ToHexString());
        Assert.Null(MessageActivity.Continue("wix-events", Message(Webhook)));
    }

    [Theory]
    [InlineData("""{"v":1}""")]
    [InlineData("""{"traceParent":null}""")]
    [InlineData("""{"traceParent":"not one"}""")]
    [InlineData("""{"inner":{"traceParent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}}""")]
    [InlineData("not json")]
    public void A_message_without_a_trace_of_its_own_stays_in_the_hosts(string body) =>
        Assert.Null(MessageActivity.Continue("wix-events", Encoding.UTF8.GetBytes(body)));

    public void Dispose() => listener.Dispose();

    private static byte[] Message(string traceParent) => Encoding.UTF8.GetBytes($$"""{"v":1,"transaction":{"id":"x"},"traceParent":"{{traceParent}}"}""");
}
