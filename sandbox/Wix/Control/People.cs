namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>What the people of a site, and the site itself, do: everything that happens without the app.</summary>
internal sealed class People(WixWorld world, AccountBook accounts, ContactBook contacts, WebhookEvents events, WebhookDispatcher webhooks)
{
    // Events that nobody hears are not even made: a site of 100,000 people is set up at once.
    private bool IsHeard => webhooks.Url is not null;

    public SimSite Site(string? instanceId) =>
        instanceId is null ? world.Sites.Values.First(s => s.InstanceId == world.Options.InstanceIds[0])
        : world.Sites.GetValueOrDefault(instanceId) ?? throw WixRefusedException.NotFound($"Site {instanceId}");

    public (SimSite Site, SimAccount Account) Account(string accountId)
    {
        foreach (var site in world.Sites.Values)
        {
            if (site.AccountsById.TryGetValue(accountId, out var account))
                return (site, account);
        }

        throw WixRefusedException.NotFound($"Loyalty account {accountId}");
    }

    public (SimSite Site, SimContact Contact) Contact(string contactId)
    {
        foreach (var site in world.Sites.Values)
        {
            if (site.ContactsById.TryGetValue(contactId, out var contact))
                return (site, contact);
        }

        throw WixRefusedException.NotFound($"Contact {contactId}");
    }

    public SimContact Add(SimSite site, NewWixContact wanted, bool silent)
    {
        var contact = contacts.Add(site, wanted);
        if (!silent && IsHeard)
        {
            Post(site, [events.ContactCreated(site, contact)]);
            if (contact.State.MemberId is not null)
                Post(site, [events.MemberCreated(site, contact)]);
        }

        if (wanted.Account)
            CreateAccount(site, contact, silent);
        return contact;
    }

    public SimAccount CreateAccount(SimSite site, SimContact contact, bool silent = false)
    {
        var account = accounts.Create(site, contact, out var created);
        if (created && !silent && IsHeard)
            Post(site, [events.AccountCreated(site, account, new Origin(ByApp: false, "site"))]);
        return account;
    }

    public SimTransaction Move(string accountId, string action, PointsMove move)
    {
        var (site, account) = Account(accountId);
        if (move.Amount == 0)
            throw WixRefusedException.Field("points", "Must not be 0.");
        var change = accounts.Write(site, account, new Origin(ByApp: false, action, action is "earn" or "redeem" ? account.State.MemberId : null), _ => move)!;
        Post(site, events.Of(change));
        return change.Transaction!;
    }

    /// <summary>An update that moves no points, such as the recalculation of a tier.</summary>
    public void Touch(string accountId)
    {
        var (site, account) = Account(accountId);
        Post(site, events.Of(accounts.Touch(site, account, new Origin(ByApp: false, "touch"), state => state)));
    }

    /// <summary>Moves the balance past the transactions, and tells nobody.</summary>
    public void Drift(string accountId, long points)
    {
        var (site, account) = Account(accountId);
        accounts.Touch(site, account, new Origin(ByApp: false, "drift"), state => state.Balance + points is >= 0 and <= AccountBook.MaxBalance
            ? state with { Adjusted = state.Adjusted + points }
            : throw WixRefusedException.Field("points", "The balance would be below zero or above the limit."));
    }

    public void ChangeContact(string contactId, Func<ContactState, ContactState> change)
    {
        var (site, contact) = Contact(contactId);
        contacts.Change(site, contact, change);
        Post(site, [events.ContactUpdated(site, contact)]);
    }

    public void Merge(string targetId, IReadOnlyList<string> sourceIds)
    {
        var (site, target) = Contact(targetId);
        var sources = sourceIds.Select(id => site.ContactsById.GetValueOrDefault(id) ?? throw WixRefusedException.NotFound($"Contact {id}")).ToList();
        contacts.Merge(site, target, sources);
        Post(site, [events.ContactMerged(site, target, sourceIds), events.ContactUpdated(site, target, "merge")]);
        Post(site, [.. sources.Select(s => events.ContactDeleted(site, s, "merge"))]);
        if (world.Behaviour.AccountsAfterMerge != AccountsAfterMerge.Combined)
            return;

        foreach (var source in sources)
        {
            if (site.AccountsByContact.TryGetValue(source.Id, out var account))
                Combine(site, account, target);
        }
    }

    public void Delete(string contactId, bool erasure)
    {
        var (site, contact) = Contact(contactId);
        ContactBook.Delete(site, contact, erasure);
        Post(site, [events.ContactDeleted(site, contact, erasure: erasure)]);
        if (world.Behaviour.AccountsAfterDelete == AccountsAfterDelete.Removed && site.AccountsByContact.TryGetValue(contactId, out var account))
            Remove(site, account);
    }

    public void Install(string instanceId)
    {
        var site = world.AddSite(instanceId);
        site.Installed = true;
        webhooks.Post([events.AppInstalled(site)]);
    }

    public void Uninstall(string instanceId)
    {
        var site = Site(instanceId);
        site.Installed = false;
        webhooks.Post([events.AppRemoved(site)]);
    }

    private void Combine(SimSite site, SimAccount source, SimContact target)
    {
        var origin = new Origin(ByApp: false, "merge");
        if (!site.AccountsByContact.TryGetValue(target.Id, out var kept))
        {
            lock (site.Gate)
            {
                site.AccountsByContact.TryRemove(source.State.ContactId, out _);
                site.AccountsByContact[target.Id] = source;
            }

            Post(site, events.Of(accounts.Touch(site, source, origin, state => state with { ContactId = target.Id, MemberId = target.State.MemberId })));
            return;
        }

        var balance = Remove(site, source);
        if (balance > 0)
            Post(site, events.Of(accounts.Write(site, kept, origin, _ => new PointsMove("ADJUST", balance) { Description = "Merged accounts" })));
    }

    private long Remove(SimSite site, SimAccount account)
    {
        var balance = accounts.Touch(site, account, new Origin(ByApp: false, "remove"), state => state with { Removed = true }).After.Balance;
        lock (site.Gate)
        {
            site.AccountsById.TryRemove(account.Id, out _);
            site.AccountsByContact.TryRemove(account.State.ContactId, out _);
        }

        return balance;
    }

    // A site from which the app was removed sends it nothing any more.
    private void Post(SimSite site, IReadOnlyList<WebhookEvent> raised)
    {
        if (site.Installed)
            webhooks.Post(raised);
    }
}
