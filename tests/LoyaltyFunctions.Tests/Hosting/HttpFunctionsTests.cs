using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LoyaltyFunctions.Tests.Support;
using Microsoft.Extensions.Logging;

namespace LoyaltyFunctions.Tests.Hosting;

[Collection("azurite")]
public sealed class HttpFunctionsTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private HostDriver host = null!;

    public async Task InitializeAsync() => host = await HostDriver.StartAsync(azurite.ConnectionString, typeof(HttpTestFunctions));

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_function_without_a_route_answers_every_method_under_its_name()
    {
        Assert.Equal("GET", await host.Client.GetStringAsync("/api/Open"));
        using var answer = await host.Client.DeleteAsync("/api/Open");
        Assert.Equal("DELETE", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Route_values_and_a_cancellation_token_reach_the_function()
    {
        var answer = await host.Client.GetFromJsonAsync<JsonObject>($"/api/sites/s-1/locked?code={HostDriver.Key}");
        Assert.Equal("""{"siteId":"s-1","method":"GET","canBeCanceled":true}""", answer!.ToJsonString());
    }

    [Theory]
    [InlineData("sites/a/locked", null, null, false)]
    [InlineData("sites/a/locked", "wrong", null, false)]
    [InlineData("sites/a/locked", null, "", false)]
    [InlineData("sites/a/locked", null, "open-sesam", false)]
    [InlineData("sites/a/locked", HostDriver.Key, null, true)]
    [InlineData("sites/a/locked", null, HostDriver.Key, true)]
    [InlineData("sites/a/locked", "wrong", HostDriver.Key, false)]
    [InlineData("sites/a/locked", HostDriver.MasterKey, null, true)]
    [InlineData("Owner", HostDriver.Key, null, false)]
    [InlineData("Owner", HostDriver.MasterKey, null, true)]
    public async Task Only_a_valid_key_opens_a_function(string path, string? header, string? code, bool opens)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/{path}{(code is null ? "" : $"?code={code}")}");
        if (header is not null)
            request.Headers.Add("x-functions-key", header);
        using var answer = await host.Client.SendAsync(request);
        if (opens)
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        else
            await IsProblemAsync(answer, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_function_that_throws_is_a_500_that_tells_nothing_of_why()
    {
        using var answer = await host.Client.GetAsync("/api/Fails");
        Assert.DoesNotContain("secret", await IsProblemAsync(answer, HttpStatusCode.InternalServerError), StringComparison.Ordinal);
        Assert.Contains(host.Logs.Entries, entry => entry is { EventId: 9001, Level: LogLevel.Error, Exception.Message: "the secret of the house" });
    }

    [Fact]
    public async Task Unknown_paths_and_methods_are_problem_details_too()
    {
        using var path = await host.Client.GetAsync("/api/nothing-here");
        await IsProblemAsync(path, HttpStatusCode.NotFound);
        using var method = await host.Client.PostAsync("/api/Fails", null);
        await IsProblemAsync(method, HttpStatusCode.MethodNotAllowed);
    }

    [Theory]
    [InlineData("problem", 409, "application/problem+json; charset=utf-8", "\"title\":\"Not now\"")]
    [InlineData("empty", 200, null, "")]
    [InlineData("status", 403, null, "")]
    [InlineData("file", 200, "text/csv", "a,b")]
    [InlineData("accepted", 202, "application/json; charset=utf-8", "{\"done\":false}")]
    [InlineData("none", 404, null, "")]
    public async Task What_a_function_returns_is_what_the_caller_gets(string kind, int status, string? type, string body)
    {
        using var answer = await host.Client.GetAsync($"/api/results/{kind}");
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType?.ToString());
        var text = await answer.Content.ReadAsStringAsync();
        if (body.Length == 0)
            Assert.Empty(text);
        else
            Assert.Contains(body, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_callers_trace_goes_on_in_the_function()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/Trace");
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        using var answer = await host.Client.SendAsync(request);
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", await answer.Content.ReadAsStringAsync());
    }

    private static async Task<string> IsProblemAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal((int)status, (int)JsonNode.Parse(text)!["status"]!);
        return text;
    }
}
