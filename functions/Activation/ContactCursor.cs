using LoyaltyFunctions.Wix;

namespace LoyaltyFunctions.Activation;

/// <summary>
/// A place in a site's contacts, oldest first. Wix pages contacts by offset only, and an offset skips contacts where earlier ones are deleted
/// or merged meanwhile; so the pages begin at a date instead, and the offset counts only within one instant, with an overlap.
/// </summary>
/// <param name="From">When the last contact before this place was created; null at the beginning.</param>
/// <param name="Seen">The last contacts of that instant that are behind this place.</param>
/// <param name="Count">How many of that instant are.</param>
public sealed record ContactCursor(DateTimeOffset? From, IReadOnlyList<string> Seen, int Count)
{
    // So many contacts of one instant may go while the pages are read.
    private const int Overlap = 100;
    private const int Remembered = 500;

    public static ContactCursor Start { get; } = new(null, [], 0);

    /// <summary>How many of the contacts since <see cref="From"/> to leave out.</summary>
    public int Offset => Math.Max(0, Count - Overlap);

    /// <summary>Those of a page that begins at this place which are not behind it.</summary>
    public IReadOnlyList<Contact> NewOf(ContactPage page)
    {
        var seen = Seen.ToHashSet(StringComparer.Ordinal);
        return [.. page.Items.Where(contact => From is null || contact.CreatedDate > From || (contact.CreatedDate == From && !seen.Contains(contact.Id))).DistinctBy(contact => contact.Id)];
    }

    /// <summary>The place behind these, which are the next ones.</summary>
    public ContactCursor Past(IReadOnlyList<Contact> contacts)
    {
        if (contacts.Count == 0)
            return this;
        var last = contacts.Max(contact => contact.CreatedDate);
        var there = contacts.Where(contact => contact.CreatedDate == last).Select(contact => contact.Id).ToList();
        return last == From
            ? new(last, [.. Seen.Concat(there).TakeLast(Remembered)], Count + there.Count)
            : new(last, [.. there.TakeLast(Remembered)], there.Count);
    }
}
