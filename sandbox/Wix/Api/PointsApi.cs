using Microsoft.AspNetCore.Routing;

namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>Adjust Points and Earn Points. <see href="https://dev.wix.com/docs/rest/crm/loyalty-program/accounts/adjust-points"/></summary>
internal sealed class PointsApi(WixWorld world, AccountBook book, WebhookEvents events)
{
    private const long MaxAmount = 9_999_999;

    public void Map(ApiPipeline pipeline, IEndpointRouteBuilder routes)
    {
        pipeline.Map(routes, "POST", $"{AccountsApi.Path}/{{id}}/adjust-points", Adjust);
        pipeline.Map(routes, "POST", $"{AccountsApi.Path}/{{id}}/earn-points", Earn);
    }

    private object Adjust(Call call)
    {
        var account = Account(call);
        var balance = call.Body.Whole("balance", 0, AccountBook.MaxBalance);
        var amount = call.Body.Whole("amount", -MaxAmount, MaxAmount);
        var description = call.Body.Text("description", 1, 100);
        var revision = call.Body.Whole("revision", 1, long.MaxValue);
        if (amount is 0 && balance is null)
            throw WixRefusedException.Field("amount", "May not be 0.", "CUSTOM");
        if (amount is null && balance is null)
            throw BodyReader.Required("amount");
        if (revision is null && world.Behaviour.MissingRevision == MissingRevision.BadRequest)
            throw BodyReader.Required("revision");

        var change = book.Write(call.Site, account, call.Origin, before =>
        {
            if (revision != before.Revision && (revision is not null || world.Behaviour.MissingRevision == MissingRevision.Stale))
                throw Stale(account);
            var move = new PointsMove("ADJUST", balance is { } wanted ? wanted - before.Balance : amount!.Value) { Description = description };
            return move.Amount != 0 ? move : world.Behaviour.SameBalance switch
            {
                SameBalance.Nothing => null,
                SameBalance.Revision => move with { Type = null },
                SameBalance.Transaction => move,
                _ => throw WixRefusedException.Field("balance", "The account has this balance already.", "CUSTOM"),
            };
        });
        return Answer(call, account, change);
    }

    private object Earn(Call call)
    {
        var account = Account(call);
        var move = new PointsMove("EARN", call.Body.Whole("amount", 1, MaxAmount) ?? throw BodyReader.Required("amount"))
        {
            Description = call.Body.Text("description", 1, 100),
            AppId = call.Body.RequiredText("appId", 1, 100),
            IdempotencyKey = call.Body.RequiredText("idempotencyKey", 1, 256),
            ActivityType = call.Body.Text("activityType", 0, 100),
            OrderId = call.Body.Text("orderId", 0, 512),
        };

        SimTransaction? earned = null;
        var change = book.Write(call.Site, account, call.Origin, _ =>
            (earned = account.FindEarned(move.IdempotencyKey)) is null ? move
            : world.Behaviour.RepeatedEarnKey == RepeatedEarnKey.SameAnswer ? null
            : throw WixRefusedException.Application(409, "TRANSACTION_ALREADY_EXISTS", "TRANSACTION_ALREADY_EXISTS", new { idempotencyKey = move.IdempotencyKey }));
        return Answer(call, account, change, earned);
    }

    private SimAccount Account(Call call)
    {
        var id = call.Route("id");
        if (call.Body.Id("accountId") is { } named && named != id)
            throw WixRefusedException.Field("accountId", "Is another than the path's.", "CUSTOM");
        if (!call.Site.AccountsById.TryGetValue(id, out var account))
            throw WixRefusedException.NotFound("Loyalty account");
        if (!call.Site.Program.IsActive && world.Behaviour.PointsWhenInactive == Refusal.Refused)
            throw WixRefusedException.Application(428, "PROGRAM_NOT_ACTIVE", "The loyalty program is not active.");
        return account;
    }

    private object Answer(Call call, SimAccount account, AccountChange? change, SimTransaction? earlier = null)
    {
        call.Events.AddRange(events.Of(change));
        var transactionId = change?.Transaction?.Id ?? earlier?.Id;
        return world.Behaviour.RewriteIds ? new { transactionId } : new { account = Wire.Account(call.Site, account, change?.After ?? account.State), transactionId };
    }

    private WixRefusedException Stale(SimAccount account) => WixRefusedException.Application(
        world.Behaviour.StaleStatus, world.Behaviour.StaleCode, "Outdated revision for entity id", new { revisionViolation = new { entityId = account.Id } });
}
