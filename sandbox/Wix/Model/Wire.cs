namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>Entities as the API and the events give them.</summary>
internal static class Wire
{
    public static object Account(SimSite site, SimAccount account, AccountState state, object? latestTransaction = null) => new
    {
        id = account.Id,
        contactId = state.ContactId,
        memberId = state.MemberId,
        points = new { balance = state.Balance, earned = state.Earned, adjusted = state.Adjusted, redeemed = state.Redeemed, expired = state.Expired },
        latestTransaction,
        rewardAvailable = false,
        createdDate = state.CreatedDate,
        updatedDate = state.UpdatedDate,
        lastActivityDate = state.LastActivityDate,
        revision = Number(state.Revision),
        tier = new { points = Math.Max(0, state.Earned + state.Adjusted) },
        contact = site.ContactOf(state) is not { } contact ? null : new
        {
            id = contact.Id,
            name = contact.State.Name,
            email = contact.State.Email,
            displayName = contact.State.Name ?? contact.State.Email,
        },
    };

    public static object Transaction(SimTransaction t, WixWorld world)
    {
        var adjustAppId = !t.Origin.ByApp ? WixWorld.LoyaltyAppId : world.Behaviour.AdjustAppId switch
        {
            AdjustAppId.OurApp => world.Options.AppId,
            AdjustAppId.Absent => null,
            _ => WixWorld.LoyaltyAppId,
        };
        return new
        {
            id = Id(t, world.Behaviour),
            accountId = t.AccountId,
            createdDate = t.CreatedDate,
            amount = t.Amount,
            transactionType = t.Type,
            description = Description(t, world.Behaviour),
            idempotencyKey = t.IdempotencyKey == t.Id ? Id(t, world.Behaviour) : t.IdempotencyKey,
            earnInfo = t.Type == "EARN" ? new { appId = t.AppId, activityType = t.ActivityType, orderId = t.OrderId } : null,
            redeemInfo = t.Type == "REDEEM" ? new { rewardId = WixWorld.LoyaltyAppId, rewardType = "DISCOUNT_AMOUNT", referenceEntityId = t.Id } : null,
            adjustInfo = t.Type == "ADJUST" ? new { appId = adjustAppId, amountBefore = t.Before, amountAfter = t.After } : null,
            refundInfo = t.Type == "REFUND" ? new { appId = WixWorld.LoyaltyAppId, refundedTransactionId = t.RefundedTransactionId } : null,
            expireInfo = t.Type == "EXPIRE" ? new { amountBefore = t.Before, amountAfter = t.After } : null,
        };
    }

    public static object LatestTransaction(SimTransaction t, WixWorld world) => new
    {
        id = Id(t, world.Behaviour),
        amount = t.Amount,
        type = t.Type,
        description = Description(t, world.Behaviour),
        createdDate = t.CreatedDate,
        appId = t.AppId ?? WixWorld.LoyaltyAppId,
        idempotencyKey = t.Type == "EARN" ? t.IdempotencyKey : null,
    };

    /// <summary>The id that lists and events show.</summary>
    private static string Id(SimTransaction t, WixBehaviour behaviour) =>
        behaviour.RewriteIds && t.Origin.ByApp ? new Guid(Guid.Parse(t.Id).ToByteArray().Reverse().ToArray()).ToString() : t.Id;

    public static string Description(SimTransaction t, WixBehaviour behaviour) =>
        t.Description is not null && (behaviour.DescriptionKept || !t.Origin.ByApp) ? t.Description : "";

    public static object Program(SimProgram program) => new
    {
        name = program.Name,
        pointDefinition = new { customName = program.PointName },
        status = program.Status,
        createdDate = program.CreatedDate,
        updatedDate = program.UpdatedDate,
        pointsExpiration = new { status = "DISABLED", monthsOfInactivity = 3, expiringPointsPercentage = 100 },
        premiumFeatures = new { loyaltyProgram = false, tiers = false, pointsExpiration = false },
    };

    public static object Member(SimContact contact) => new
    {
        id = contact.State.MemberId,
        loginEmail = contact.State.Email,
        loginEmailVerified = true,
        status = "APPROVED",
        contactId = contact.Id,
        privacyStatus = "PRIVATE",
        activityStatus = "ACTIVE",
        createdDate = contact.State.CreatedDate,
        updatedDate = contact.State.UpdatedDate,
    };

    public static string Number(long value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
