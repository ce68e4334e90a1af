using System.Diagnostics.Metrics;
using System.Net;
using LoyaltyFunctions.Telemetry;
using LoyaltyFunctions.Wix;
using Microsoft.Extensions.DependencyInjection;

namespace LoyaltyFunctions.Tests.Telemetry;

public sealed class CountingHandlerTests
{
    [Fact]
    public async Task A_refused_credential_is_counted_by_its_side_and_status_and_a_lost_answer_too()
    {
        await using var provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var factory = provider.GetRequiredService<IMeterFactory>();
        List<string> counted = [];
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Scope == factory)
                l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) =>
            counted.Add($"{instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => tag.Value))}"));
        listener.Start();

        var metrics = new CallMetrics(factory);
        await SendAsync(metrics, CallTarget.Wix, () => new HttpResponseMessage(HttpStatusCode.Forbidden));
        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(metrics, CallTarget.External, () => throw new HttpRequestException("lost")));

        Assert.Equal(["loyalty.wix.calls site-1", "loyalty.http.answers wix 403", "loyalty.http.answers external none"], counted);
    }

    private static async Task SendAsync(CallMetrics metrics, CallTarget target, Func<HttpResponseMessage> answer)
    {
        using var handler = new CountingHandler(new CallTally(), metrics, target) { InnerHandler = new Answering(answer) };
        using var client = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://example.com");
        if (target == CallTarget.Wix)
            request.Options.Set(WixRequestOptions.SiteId, "site-1");
        using var response = await client.SendAsync(request, CancellationToken.None);
    }

    private sealed class Answering(Func<HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer());
    }
}
