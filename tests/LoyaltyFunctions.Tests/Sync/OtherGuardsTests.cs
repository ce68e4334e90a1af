using LoyaltyFunctions.Sandbox.Wix;
using LoyaltyFunctions.Tests.Support;
using LoyaltyFunctions.Wix;
using Microsoft.Extensions.DependencyInjection;

namespace LoyaltyFunctions.Tests.Sync;

/// <summary>Sites whose systems offer other guards than the usual ones.</summary>
public sealed class OtherGuardsTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_external_system_without_idempotency_keys_gets_no_change_twice(bool echoesReference)
    {
        await using var world = await SyncWorld.StartAsync(
            new() { ["Sites:{site}:External:IdempotencyKeys"] = "false", ["Sites:{site}:External:EchoesReference"] = echoesReference.ToString() },
            external: new() { HonourIdempotencyKeys = false, EchoReference = echoesReference, AnswerLostRate = 0.3 });
        var people = Enumerable.Range(0, 4).Select(_ => world.AddPerson()).ToList();
        foreach (var person in people)
        {
            person.EarnsOnWix(100);
            person.EarnsOnWix(40);
            person.RedeemsOnWix(10);
        }

        await world.AssertInStepAsync();
        Assert.All(people, person => Assert.Equal((130, 130), (person.WixBalance, person.ExternalBalance)));
    }

    [Fact]
    public async Task Credits_by_Earn_Points_are_written_once_although_answers_get_lost()
    {
        await using var world = await SyncWorld.StartAsync(
            new() { ["Sites:{site}:WixCredits"] = "Earn" },
            wix: new() { AnswerLostRate = 0.3, ReadLag = TimeSpan.FromMilliseconds(300), DescriptionKept = false });
        var people = Enumerable.Range(0, 4).Select(_ => world.AddPerson()).ToList();
        foreach (var person in people)
        {
            person.EarnsOutside(100);
            person.EarnsOutside(40);
            person.RedeemsOutside(10);
        }

        await world.AssertInStepAsync();
        Assert.All(people, person => Assert.Equal((130, 130), (person.WixBalance, person.ExternalBalance)));
        Assert.Equal(8, world.Wix.ReadLedger().Transactions.Count(t => t.MadeByApp && t.Type == "EARN"));
    }

    [Theory]
    [InlineData(400, "SOMETHING_ELSE")]
    [InlineData(409, "INVALID_REVISION")]
    [InlineData(412, "SOMETHING_ELSE")]
    public async Task However_Wix_says_that_a_revision_is_stale_the_change_arrives(int status, string code)
    {
        SyncWorld? world = null;
        var meddler = new Meddler(accountId => world!.Wix.Earn(accountId, 3));
        await using (world = await SyncWorld.StartAsync(
            services: services => services.AddHttpClient(WixClient.HttpClientName).AddHttpMessageHandler(() => meddler.Handler()),
            wix: new WixBehaviour { StaleStatus = status, StaleCode = code }))
        {
            var person = world.AddPerson();
            person.EarnsOnWix(100);
            await world.QuietAsync();

            meddler.Begin(times: 2);
            person.EarnsOutside(5);
            await world.AssertInStepAsync();

            Assert.Equal((111, 111), (person.WixBalance, person.ExternalBalance));
            Assert.Equal(0, meddler.Left);
        }
    }

    /// <summary>Changes the account between the app's reading of it and its writing to it.</summary>
    private sealed class Meddler(Action<string> meddle)
    {
        private int left;

        public int Left => Volatile.Read(ref left);

        public void Begin(int times) => Volatile.Write(ref left, times);

        public DelegatingHandler Handler() => new AfterRead(this);

        private void Seen(string accountId)
        {
            if (Interlocked.Decrement(ref left) >= 0)
                meddle(accountId);
            else
                Interlocked.Increment(ref left);
        }

        private sealed class AfterRead(Meddler meddler) : DelegatingHandler
        {
            protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                var response = await base.SendAsync(request, cancellationToken);
                if (request.Method == HttpMethod.Get && Guid.TryParse(request.RequestUri!.ToString().Split('/')[^1], out var accountId))
                    meddler.Seen(accountId.ToString());
                return response;
            }
        }
    }
}
