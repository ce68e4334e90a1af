using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace LoyaltyFunctions.Tests.Sandbox;

/// <summary>The whole set-up as a merchant starts it.</summary>
public sealed class ServeTests
{
    [Fact]
    public async Task The_line_is_all_that_a_client_needs_and_a_signal_ends_everything()
    {
        await using var sandbox = await ServedSandbox.StartAsync("serve", "--members", "2");
        using var http = new HttpClient();

        Assert.Equal(
            ["wix", "external", "app", "functionKey", "appId", "appSecret", "instanceId", "publicKeyPath", "privateKeyPath", "externalApiKey", "externalWebhookSecret", "storage", "appProcessId"],
            sandbox.Ready.EnumerateObject().Select(p => p.Name));
        Assert.Contains("BEGIN PUBLIC KEY", await File.ReadAllTextAsync(Text(sandbox, "publicKeyPath")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync(new Uri(Text(sandbox, "app") + "/api/status"))).StatusCode);
        var status = await http.GetFromJsonAsync<JsonElement>(new Uri($"{Text(sandbox, "app")}/api/status?code={Text(sandbox, "functionKey")}"));
        Assert.Equal(sandbox.Ready.GetProperty("appProcessId").GetInt32(), status.GetProperty("processId").GetInt32());
        Assert.Contains(sandbox.Ready.GetProperty("appProcessId").GetInt32(), sandbox.Children);

        var wix = Text(sandbox, "wix") + "/_sandbox/";
        var state = await http.GetFromJsonAsync<JsonElement>(new Uri(wix + "state"));
        var account = state.GetProperty("accounts")[0].GetProperty("id").GetString();
        using var earned = await http.PostAsJsonAsync(new Uri(wix + "earn"), new { accountId = account, points = 12 });
        earned.EnsureSuccessStatusCode();
        var balances = await ExternalBalancesAsync(http, Text(sandbox, "external"));
        Assert.Equal(12, Assert.Single(balances));

        await ServedSandbox.SignalAsync("TERM", sandbox.Id);
        Assert.Equal((0, ""), await sandbox.EndAsync());
        Assert.True(await sandbox.ChildrenAreGoneAsync());
        Assert.False(File.Exists(Text(sandbox, "privateKeyPath")));
    }

    [Fact]
    public async Task Nothing_is_left_behind_when_the_sandbox_is_killed()
    {
        await using var sandbox = await ServedSandbox.StartAsync("serve", "--members", "1");
        Assert.NotEmpty(sandbox.Children);

        await ServedSandbox.SignalAsync("KILL", sandbox.Id);
        await sandbox.EndAsync();

        Assert.True(await sandbox.ChildrenAreGoneAsync());
    }

    [Fact]
    public async Task An_app_that_dies_ends_the_sandbox_with_a_failure()
    {
        await using var sandbox = await ServedSandbox.StartAsync("serve", "--members", "1");

        await ServedSandbox.SignalAsync("KILL", sandbox.Ready.GetProperty("appProcessId").GetInt32());

        Assert.Equal(1, (await sandbox.EndAsync()).ExitCode);
        Assert.True(await sandbox.ChildrenAreGoneAsync());
    }

    [Fact]
    public async Task Simulators_alone_start_no_process()
    {
        await using var sandbox = await ServedSandbox.StartAsync("simulators", "--members", "1");

        Assert.Empty(sandbox.Children);
        Assert.False(sandbox.Ready.TryGetProperty("app", out var app) && app.ValueKind != JsonValueKind.Null);
        await ServedSandbox.SignalAsync("TERM", sandbox.Id);
        Assert.Equal(0, (await sandbox.EndAsync()).ExitCode);
    }

    private static string Text(ServedSandbox sandbox, string name) => sandbox.Ready.GetProperty(name).GetString()!;

    // The points travel through webhook, queue and write; half a minute is far more than they need.
    private static async Task<long[]> ExternalBalancesAsync(HttpClient http, string external)
    {
        long[] balances = [];
        for (var tries = 0; tries < 150 && balances.Sum() == 0; tries++)
        {
            await Task.Delay(200);
            var state = await http.GetFromJsonAsync<JsonElement>(new Uri(external + "/_sandbox/state"));
            balances = [.. state.GetProperty("accounts").EnumerateArray().Select(a => a.GetProperty("balance").GetInt64()).Where(b => b != 0)];
        }

        return balances;
    }
}
