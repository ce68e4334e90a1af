namespace LoyaltyFunctions.Bench.StorageDouble;

/// <summary>Why a write was refused.</summary>
internal sealed record TableFailure(string Status, string Code)
{
    public static readonly TableFailure Exists = new("409 Conflict", "EntityAlreadyExists");
    public static readonly TableFailure Changed = new("412 Precondition Failed", "UpdateConditionNotSatisfied");
    public static readonly TableFailure Missing = new("404 Not Found", "ResourceNotFound");
    public static readonly TableFailure Unsupported = new("501 Not Implemented", "NotImplemented");
}
