using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using LoyaltyFunctions.Messages.Campaigns;
using LoyaltyFunctions.Sandbox.Processes;
using LoyaltyFunctions.Tests.Support;

namespace LoyaltyFunctions.Tests.Messages;

public sealed class KilledProcessTests
{
    private const int Members = 300;
    private const int Kills = 10;

    private static readonly Dictionary<string, string?> ShortLease = new()
    {
        ["Wix:Timeout"] = "00:00:00.6",
        ["Messages:Lease"] = "00:00:01.5",
        ["Functions:Queues:LockDuration"] = "00:00:01",
    };

    [Fact]
    public async Task Ten_SIGKILLs_cost_nobody_a_message_and_give_nobody_two()
    {
        await using var world = await MessagesWorld.StartAsync(processes: 0);
        world.AddMembers(Members);
        var folder = Directory.CreateTempSubdirectory("killed-");
        var app = await StartAsync(world, folder);
        try
        {
            var jobId = await StartCampaignAsync(world, app);
            for (var kill = 0; kill < Kills; kill++)
            {
                // Somewhere in the middle of its work, and not always at the same place of it.
                var goal = Math.Min(world.Sent.Count + 5 + (kill * 7 % 23), Members - Kills + kill);
                await Eventually.HoldsAsync(() => world.Sent.Count >= goal, $"{goal} messages are sent before kill {kill}");
                await KillAsync(app);
                app = await StartAsync(world, folder);
            }

            var counts = await world.EndAsync(jobId);
            Assert.Equal((Members, Members), (counts[CampaignCounts.Accounts], counts[CampaignCounts.Sent]));
        }
        finally
        {
            await app.DisposeAsync();
        }

        world.AssertEveryoneWasToldOnce();
        folder.Delete(recursive: true);
    }

    private static async Task<AppProcess> StartAsync(MessagesWorld world, DirectoryInfo folder)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.Or(0)}");
        var settings = world.Sync.Settings(MessagesWorld.SettingsWith(ShortLease));
        settings["Urls"] = address.GetLeftPart(UriPartial.Authority);
        var app = AppProcess.Start(
            address,
            settings.ToDictionary(setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value!),
            Path.Combine(folder.FullName, $"{address.Port}.log"));
        await app.WaitUntilReadyAsync(CancellationToken.None);
        return app;
    }

    private static async Task<string> StartCampaignAsync(MessagesWorld world, AppProcess app)
    {
        using var http = MessagesWorld.ClientOf(app.Address);
        using var answer = await http.PostAsync(new Uri($"/api/sites/{world.SiteId}/messages", UriKind.Relative), null);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("jobId").GetString()!;
    }

    private static async Task KillAsync(AppProcess app)
    {
        using var process = Process.GetProcessById(app.Id);
        process.Kill();
        await process.WaitForExitAsync();
        await app.DisposeAsync();
    }
}
