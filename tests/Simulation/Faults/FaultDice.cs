using LoyaltyFunctions.Simulation.Loop;

namespace LoyaltyFunctions.Simulation.Faults;

/// <summary>Draws what goes wrong, until the calm.</summary>
internal sealed class FaultDice(Dice dice, Weather weather)
{
    public bool IsCalm { get; set; }

    public CallFate ForStorage() => Draw(
        (weather.Killed / 2, CallFate.KilledBefore),
        (weather.Killed / 2, CallFate.KilledAfter),
        (weather.StorageUnavailable, CallFate.NotReached),
        (weather.StorageAnswerLost, CallFate.AnswerLost),
        (weather.StorageRepeated, CallFate.Repeated));

    public CallFate ForHttp(bool withToken) => Draw(
        (weather.Killed / 2, CallFate.KilledBefore),
        (weather.Killed / 2, CallFate.KilledAfter),
        (weather.NotReached, CallFate.NotReached),
        (weather.ServerError, CallFate.ServerError),
        (weather.ServerErrorAfterEffect, CallFate.ServerErrorAfterEffect),
        (weather.AnswerLost, CallFate.AnswerLost),
        (weather.EffectLate, CallFate.EffectLate),
        (weather.TooMany, CallFate.TooMany),
        (withToken ? weather.TokenRevoked : 0, CallFate.TokenRevoked));

    /// <summary>Whether a fault of this likelihood happens now.</summary>
    public bool Happens(double chance) => !IsCalm && dice.Happens(chance);

    private CallFate Draw(params ReadOnlySpan<(double Chance, CallFate Fate)> fates)
    {
        if (IsCalm)
            return CallFate.Fine;
        var drawn = dice.NextDouble();
        foreach (var (chance, fate) in fates)
        {
            if (drawn < chance)
                return fate;
            drawn -= chance;
        }

        return CallFate.Fine;
    }
}
