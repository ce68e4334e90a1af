namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>Takes snapshots of what the simulated Wix truly holds.</summary>
internal sealed class LedgerReader(WixWorld world, DeliveryLog deliveries)
{
    public WixLedger Read() => new(
        Summary(),
        [.. world.Sites.Values.SelectMany(site => ContactsOf(site).Select(c => Contact(site, c)))],
        [.. world.Sites.Values.SelectMany(AccountsOf)],
        [.. world.Sites.Values.SelectMany(site => All(site.Transactions).Select(t => Transaction(site, t)))],
        [.. world.Sites.Values.SelectMany(site => site.Conversations.Values.SelectMany(c => All(c.Messages).Select(m => Message(site, c, m))))],
        deliveries.Latest);

    public WixLedgerSummary Summary()
    {
        var sites = world.Sites.Values.ToList();
        var states = sites.SelectMany(s => All(s.Accounts)).Select(a => a.State).Where(s => !s.Removed).ToList();
        return new WixLedgerSummary(
            sites.Sum(s => s.ContactsById.Count),
            sites.Sum(s => s.ContactsByMember.Count),
            states.Count,
            sites.Sum(s => s.Transactions.Count),
            sites.Sum(s => s.Conversations.Values.Sum(c => c.Messages.Count)),
            states.Sum(s => s.Balance),
            world.Requests.Requests,
            world.Requests.Answers,
            world.Requests.Throttled,
            deliveries.Events,
            deliveries.Outcomes,
            deliveries.Pending,
            deliveries.GivenUp);
    }

    public static WixLedgerContact Contact(SimSite site, SimContact contact) => new(
        site.InstanceId,
        contact.Id,
        contact.State.Name,
        contact.State.Emails,
        contact.State.Phones,
        contact.State.MemberId,
        site.AccountsByContact.GetValueOrDefault(contact.Id)?.Id,
        contact.State.Locale,
        contact.State.CreatedDate);

    public static WixLedgerAccount Account(SimSite site, SimAccount account)
    {
        var s = account.State;
        return new WixLedgerAccount(
            site.InstanceId,
            account.Id,
            s.ContactId,
            s.MemberId,
            site.ContactOf(s)?.State.Email,
            s.Balance,
            s.Earned,
            s.Adjusted,
            s.Redeemed,
            s.Expired,
            s.Revision,
            s.CreatedDate,
            s.UpdatedDate);
    }

    public static WixLedgerTransaction Transaction(SimSite site, SimTransaction t) => new(
        site.InstanceId,
        t.Id,
        t.AccountId,
        t.CreatedDate,
        t.Type,
        t.Amount,
        t.Before,
        t.After,
        t.Revision,
        t.Description,
        t.IdempotencyKey,
        t.Origin.ByApp,
        t.Origin.RequestId);

    private static IEnumerable<WixLedgerAccount> AccountsOf(SimSite site) =>
        All(site.Accounts).Where(a => !a.State.Removed).Select(a => Account(site, a));

    private static WixLedgerMessage Message(SimSite site, SimConversation c, SimMessage m) => new(
        site.InstanceId, Wire.Number(m.Sequence), c.Id, c.MemberId, c.ContactId, m.Text, m.SendNotifications, m.CreatedDate, m.RequestId);

    private static List<SimContact> ContactsOf(SimSite site)
    {
        lock (site.Gate)
            return [.. site.Contacts];
    }

    private static IEnumerable<T> All<T>(AppendLog<T> log)
    {
        var count = log.Count;
        for (var i = 0; i < count; i++)
            yield return log[i];
    }
}
