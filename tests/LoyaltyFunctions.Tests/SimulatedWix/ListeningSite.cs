using LoyaltyFunctions.Sandbox.Wix;

namespace LoyaltyFunctions.Tests.SimulatedWix;

/// <summary>A site with one account, whose app listens to webhooks from now on.</summary>
internal sealed class ListeningSite : IAsyncDisposable
{
    private ListeningSite(WixDriver app, WebhookSink sink, string account) => (App, Sink, Account) = (app, sink, account);

    public WixDriver App { get; }
    public WebhookSink Sink { get; }
    public string Account { get; }

    public static async Task<ListeningSite> StartAsync(WixBehaviour? behaviour = null, Func<WixSimulatorOptions, WixSimulatorOptions>? options = null)
    {
        var app = await WixDriver.StartAsync(behaviour, options);
        var account = app.Person().AccountId!;
        var sink = await WebhookSink.StartAsync();
        app.Wix.WebhookUrl = sink.Url;
        return new ListeningSite(app, sink, account);
    }

    /// <summary>Waits until nothing is on its way any more.</summary>
    public async Task QuietAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (App.Wix.PendingWebhooks > 0)
            await Task.Delay(10, limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Sink.DisposeAsync();
    }
}
