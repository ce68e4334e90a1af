namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>Creates loyalty accounts and writes points. Every write of an account goes through here, under the account's lock.</summary>
internal sealed class AccountBook(WixWorld world)
{
    public const long MaxBalance = 999_999_999;

    /// <summary>Told of each new transaction, under the account's lock.</summary>
    public Action<SimSite, SimTransaction>? Written { get; set; }

    /// <summary>Creates the contact's account.</summary>
    /// <param name="created">False when the contact has one, which is then returned.</param>
    public SimAccount Create(SimSite site, SimContact contact, out bool created)
    {
        lock (site.Gate)
        {
            if (site.AccountsByContact.TryGetValue(contact.Id, out var existing))
            {
                created = false;
                return existing;
            }

            var account = new SimAccount(Guid.NewGuid().ToString(), site.Accounts.Count, new AccountState(contact.Id, contact.State.MemberId, world.Clock.Now()));
            site.AccountsById[account.Id] = account;
            site.AccountsByContact[contact.Id] = account;
            site.Accounts.Add(account);
            created = true;
            return account;
        }
    }

    /// <summary>Writes what <paramref name="decide"/> says; it is asked under the account's lock and may refuse by throwing.</summary>
    /// <returns>The change; null when there was nothing to do.</returns>
    public AccountChange? Write(SimSite site, SimAccount account, Origin origin, Func<AccountState, PointsMove?> decide)
    {
        lock (account.Gate)
        {
            var before = account.State;
            if (before.Removed)
                throw WixRefusedException.NotFound("Loyalty account");
            if (decide(before) is not { } move)
                return null;

            var behaviour = world.Behaviour;
            AccountState after;
            SimTransaction? transaction = null;
            lock (site.Gate)
            {
                var now = world.Clock.Now();
                after = Moved(before, move) with { Revision = before.Revision + 1, UpdatedDate = now, Previous = null };
                if (after.Balance is < 0 or > MaxBalance)
                    throw OutOfRange(behaviour, before, move);
                if (move.Type is not null)
                {
                    after = after with { LastActivityDate = now };
                    transaction = Record(site, account, before, after, move, origin);
                }
            }

            DateTimeOffset? keepSince = behaviour.ReadLag > TimeSpan.Zero ? after.UpdatedDate - behaviour.ReadLag : null;
            account.Move(after, transaction, keepSince);
            AccountState? extra = null;
            if (world.Chance.Of(behaviour.ExtraRevisionRate))
                account.Move(extra = after with { Revision = after.Revision + 1, Previous = null }, null, keepSince);
            if (transaction is not null)
                Written?.Invoke(site, transaction);
            return new AccountChange(site, account, after, transaction, origin, extra);
        }
    }

    /// <summary>Changes what is not points (its contact, its end); counts as an update.</summary>
    public AccountChange Touch(SimSite site, SimAccount account, Origin origin, Func<AccountState, AccountState> change)
    {
        lock (account.Gate)
        {
            var after = change(account.State) with { Revision = account.State.Revision + 1, UpdatedDate = world.Clock.Now(), Previous = null };
            account.Move(after, null, null);
            return new AccountChange(site, account, after, null, origin);
        }
    }

    private static SimTransaction Record(SimSite site, SimAccount account, AccountState before, AccountState after, PointsMove move, Origin origin)
    {
        var id = Guid.NewGuid().ToString();
        var transaction = new SimTransaction(
            site.Transactions.Count,
            id,
            account.Id,
            after.UpdatedDate,
            move.Type!,
            move.Amount,
            before.Balance,
            after.Balance,
            after.Revision,
            move.Description,
            move.IdempotencyKey ?? id,
            move.AppId,
            move.ActivityType,
            move.OrderId,
            move.RefundedTransactionId,
            origin);
        site.TransactionsById[id] = transaction;
        site.Transactions.Add(transaction);
        return transaction;
    }

    private static AccountState Moved(AccountState before, PointsMove move) => move.Type switch
    {
        "EARN" => before with { Earned = before.Earned + move.Amount },
        "ADJUST" => before with { Adjusted = before.Adjusted + move.Amount },
        "REDEEM" or "REFUND" => before with { Redeemed = before.Redeemed - move.Amount },
        "EXPIRE" => before with { Expired = before.Expired - move.Amount },
        _ => before,
    };

    private static WixRefusedException OutOfRange(WixBehaviour behaviour, AccountState before, PointsMove move) =>
        before.Balance + move.Amount > MaxBalance
            ? WixRefusedException.Field("balance", $"The balance may not be above {MaxBalance}.", "MAX", new { threshold = MaxBalance })
            : WixRefusedException.Application(
                behaviour.BelowZeroStatus, "INSUFFICIENT_POINTS", "The points balance may not become negative.", new { balance = before.Balance, amount = move.Amount });
}
