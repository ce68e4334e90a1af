namespace LoyaltyFunctions.Sandbox.InMemoryStorage;

/// <summary>Why a request was refused, in the service's own words.</summary>
internal sealed record TableFailure(int Status, string Code)
{
    public static readonly TableFailure Exists = new(409, "EntityAlreadyExists");
    public static readonly TableFailure Changed = new(412, "UpdateConditionNotSatisfied");
    public static readonly TableFailure Missing = new(404, "ResourceNotFound");
    public static readonly TableFailure NoTable = new(404, "TableNotFound");
    public static readonly TableFailure TableExists = new(409, "TableAlreadyExists");
    public static readonly TableFailure TooLarge = new(400, "PropertyValueTooLarge");
    public static readonly TableFailure Twice = new(400, "InvalidDuplicateRow");
    public static readonly TableFailure OtherPartition = new(400, "CommandsInBatchActOnDifferentPartitions");
    public static readonly TableFailure TooMany = new(400, "InvalidInput");
    public static readonly TableFailure Unsupported = new(501, "NotImplemented");
}
