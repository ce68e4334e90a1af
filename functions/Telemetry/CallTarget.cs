namespace LoyaltyFunctions.Telemetry;

/// <summary>Whom an outgoing call goes to.</summary>
public enum CallTarget
{
    Table,
    Queue,
    Wix,
    External,
}
