using LoyaltyFunctions.Sandbox.Demo.Display;
using LoyaltyFunctions.Sandbox.Demo.Quiet;
using LoyaltyFunctions.Sandbox.Wix;

namespace LoyaltyFunctions.Sandbox.Demo.Acts;

/// <summary>
/// The site's contacts; every fifth has a loyalty account at Wix. Most have one in the external system, some under another spelling of their
/// address. What is missing they get when the site is activated.
/// </summary>
internal sealed class PeopleJoin(TimeProvider time) : IAct
{
    private const double Rate = 100;

    private static readonly string[] Languages = ["en", "de", "es", "fr", "he"];

    private int joined;

    public string Title => "People join";

    public View Now(DemoRun run) => View.Of(joined, run.Choices.Site.Members);

    public async Task RunAsync(DemoRun run, CancellationToken ct)
    {
        var pacer = new Pacer(run.LookAroundAsync, time, Rate);
        while (joined < run.Choices.Site.Members)
        {
            var many = await pacer.NextAsync(ct);
            for (var i = 0; i < many && joined < run.Choices.Site.Members; i++)
                Join(run, ++joined);
        }
    }

    private static void Join(DemoRun run, int number)
    {
        var email = $"person{number}@example.com";
        if (number % 4 != 0)
            run.Site.External.AddAccount(number % 4 == 1 ? email : $"Person{number}@Example.com", $"Person {number}");
        run.Site.Wix.AddContact(new NewWixContact(
            email, $"Person{number} Example", Member: number % 2 == 0, Locale: Languages[number / 2 % Languages.Length], Account: number % 5 == 0));
    }
}
