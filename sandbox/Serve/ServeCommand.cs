using System.Text.Json;
using LoyaltyFunctions.Sandbox.CommandLine;
using LoyaltyFunctions.Sandbox.Processes;

namespace LoyaltyFunctions.Sandbox.Serve;

/// <summary>Starts a site and keeps it up until it is told to stop, or the app dies.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(ServeChoices choices, TextWriter output, TextWriter error, CancellationToken ct)
    {
        try
        {
            await using var site = await RunningSite.StartAsync(choices, step => error.WriteLine($"Starting: {step}"), ct);
            // As on a site whose program is young: some people have an account, others have not yet.
            var without = choices.Site.Members / 2;
            site.Wix.AddContacts(without);
            site.Wix.AddContacts(choices.Site.Members - without, accounts: true);
            if (choices.App is { } elsewhere)
                site.Connect(elsewhere, elsewhere);
            await output.WriteLineAsync(JsonSerializer.Serialize(ReadyLine.Of(site), JsonSerializerOptions.Web));
            await output.FlushAsync(ct);
            await WaitAsync(site, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await error.WriteLineAsync("Stopped.");
        }
        catch (AppFailedException e)
        {
            await error.WriteLineAsync(e.Message);
            return ExitCodes.Failed;
        }

        return ExitCodes.Fine;
    }

    private static async Task WaitAsync(RunningSite site, CancellationToken ct)
    {
        try
        {
            await site.AppDied.WaitAsync(ct);
        }
        catch (AppFailedException)
        {
            site.Folder.Keep = true;
            throw;
        }
    }
}
