using System.Globalization;
using LoyaltyFunctions.Simulation.Loop;
using LoyaltyFunctions.Simulation.Wix;

namespace LoyaltyFunctions.Simulation.Site;

/// <summary>The people of a seed: who has which account, and what they do with their points.</summary>
internal sealed class People(World world)
{
    private const string Mark = "~";
    private readonly Dice dice = world.Dice;
    private readonly List<Person> people = [];

    public void Arrive()
    {
        for (var i = 0; i < world.Weather.People; i++)
            people.Add(NewPerson(string.Create(CultureInfo.InvariantCulture, $"p{i}@example.com")));
        foreach (var person in people)
        {
            var deeds = 1 + dice.Next(world.Weather.People > 50 ? 3 : 7);
            for (var i = 0; i < deeds; i++)
            {
                var at = dice.UpTo(world.Weather.Busy);
                world.Loop.After(at, () => Act(person, dice.Happens(0.5)));
                // Both at once.
                if (dice.Happens(0.15))
                    world.Loop.After(at + dice.UpTo(TimeSpan.FromMilliseconds(300)), () => Act(person, dice.Happens(0.5)));
            }
        }
    }

    private Person NewPerson(string email)
    {
        var contact = world.Wix.AddContact(email);
        var onWix = dice.Happens(0.85);
        WixAccount? account = null;
        if (onWix)
        {
            account = world.Wix.AddAccount(contact, World.Start - TimeSpan.FromDays(30));
            account.Opening = account.Balance = dice.Happens(0.5) ? 0 : dice.Next(300);
            account.Revision = 1 + dice.Next(4);
        }

        var external = !onWix || dice.Happens(0.8) ? world.External.AddAccount(email, null) : null;
        if (external is not null)
            external.Opening = external.Balance = dice.Happens(0.5) ? 0 : dice.Next(300);
        return new(email, contact, account?.Id, external);
    }

    private void Act(Person person, bool onWix)
    {
        var points = dice.One(world.Weather.Amounts) * (dice.Happens(0.35) ? -1 : 1);
        if (onWix && world.Wix.FindByContact(person.ContactId) is { } account)
            ActOnWix(account, world.Weather.OwnAmounts ? 2 * points + 1 : points);
        else if (person.External is { } external)
            ActOutside(external, world.Weather.OwnAmounts ? 2 * points : points);
    }

    private void ActOnWix(WixAccount account, long points)
    {
        if (dice.Happens(0.03))
        {
            // A new tier, a new name: a revision without points.
            account.Revision++;
            return;
        }

        var told = !world.Faults.Happens(world.Weather.Untold);
        var type = !told ? (points > 0 ? "REFUND" : "EXPIRE") : points > 0 ? dice.One("EARN", "ADJUST", "REFUND") : dice.One("REDEEM", "ADJUST", "EXPIRE");
        var description = world.Weather.PeopleNote ? "Purchase" : dice.One("", "Purchase");
        // Where no description is kept, a copy would only be our own points once more, which nobody can tell apart.
        if (world.Faults.Happens(world.Weather.MarkCopied) && world.Weather.KeepsDescription && account.Transactions.LastOrDefault(t => t.Description.Contains(Mark, StringComparison.Ordinal)) is { } ours)
            (description, points) = (ours.Description, dice.One(points, ours.Amount));
        if (world.Wix.Change(account, points, type, description, null, madeByApp: false, told) is { } made)
            world.Trace.Add("person wix", made.Id, points);
    }

    private void ActOutside(External.ExternalAccountBook account, long points)
    {
        var reference = dice.One(null, "order-17");
        if (world.Faults.Happens(world.Weather.MarkCopied) && world.Weather.EchoesReference && account.Bookings.LastOrDefault(b => b.Reference?.Contains(Mark, StringComparison.Ordinal) == true) is { } ours)
            (reference, points) = (ours.Reference, dice.One(points, ours.Points));
        if (world.External.Book(account, points, reference, null, madeByApp: false) is { } made)
            world.Trace.Add("person ext", made.Id, points);
    }
}
