namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>Adds, changes, merges and deletes contacts.</summary>
internal sealed class ContactBook(WixWorld world)
{
    public SimContact Add(SimSite site, NewWixContact wanted)
    {
        var names = wanted.Name?.Split(' ', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        lock (site.Gate)
        {
            IReadOnlyList<string> emails = wanted.Email is { } email ? [email, .. wanted.MoreEmails] : wanted.MoreEmails;
            var state = new ContactState(world.Clock.Now(), emails, wanted.Phone is { } phone ? [phone] : [])
            {
                FirstName = names.Length > 0 ? names[0] : null,
                LastName = names.Length > 1 ? names[1] : null,
                MemberId = wanted.Member ? Guid.NewGuid().ToString() : null,
                Locale = wanted.Locale,
                SubscriptionStatus = wanted.SubscriptionStatus,
            };
            var contact = new SimContact(Guid.NewGuid().ToString(), state);
            site.ContactsById[contact.Id] = contact;
            if (state.MemberId is { } memberId)
                site.ContactsByMember[memberId] = contact;
            site.IndexEmails(contact, state.Emails, present: true);
            site.Contacts.Add(contact);
            return contact;
        }
    }

    public ContactState Change(SimSite site, SimContact contact, Func<ContactState, ContactState> change)
    {
        lock (site.Gate)
        {
            var before = contact.State;
            var after = change(before) with { Revision = before.Revision + 1, UpdatedDate = world.Clock.Now() };
            site.IndexEmails(contact, before.Emails, present: false);
            site.IndexEmails(contact, after.Emails, present: true);
            if (after.MemberId is { } memberId)
                site.ContactsByMember[memberId] = contact;
            contact.State = after;
            return after;
        }
    }

    /// <summary>Merges up to 5 sources into a target; site members cannot be sources. <see href="https://dev.wix.com/docs/rest/crm/members-contacts/contacts/contacts/contact-v4/merge-contacts"/></summary>
    public void Merge(SimSite site, SimContact target, IReadOnlyList<SimContact> sources)
    {
        if (sources.Count is 0 or > 5 || sources.Contains(target) || sources.Any(s => s.State.MemberId is not null))
            throw WixRefusedException.Application(400, "ILLEGAL_MERGE", "One to five contacts that are no site members can be merged into another contact.");

        Change(site, target, state => state with
        {
            Emails = [.. state.Emails.Concat(sources.SelectMany(s => s.State.Emails)).Distinct(StringComparer.OrdinalIgnoreCase)],
            Phones = [.. state.Phones.Concat(sources.SelectMany(s => s.State.Phones)).Distinct()],
        });
        foreach (var source in sources)
        {
            Remove(site, source);
            site.MergedInto[source.Id] = target.Id;
        }
    }

    /// <summary>Takes the contact away; a member only by an erasure.</summary>
    public static void Delete(SimSite site, SimContact contact, bool erasure)
    {
        if (contact.State.MemberId is not null && !erasure)
            throw WixRefusedException.Application(400, "CANNOT_DELETE_MEMBER", "A contact that is a site member cannot be deleted.");
        Remove(site, contact);
    }

    private static void Remove(SimSite site, SimContact contact)
    {
        lock (site.Gate)
        {
            site.ContactsById.TryRemove(contact.Id, out _);
            if (contact.State.MemberId is { } memberId)
                site.ContactsByMember.TryRemove(memberId, out _);
            site.IndexEmails(contact, contact.State.Emails, present: false);
            site.Contacts.Remove(contact);
        }
    }
}
