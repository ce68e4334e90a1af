using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Storage;

internal sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options) =>
        options switch
        {
            { ConnectionString.Length: > 0 } => ValidateOptionsResult.Success,
            { QueueServiceUri: null, TableServiceUri: null } => ValidateOptionsResult.Fail(
                "Storage is not set: give a connection string, or Storage:queueServiceUri and Storage:tableServiceUri."),
            { QueueServiceUri: null } => ValidateOptionsResult.Fail("Storage:queueServiceUri is not set."),
            { TableServiceUri: null } => ValidateOptionsResult.Fail("Storage:tableServiceUri is not set."),
            { Credential: not null and not "managedidentity" } => ValidateOptionsResult.Fail(
                $"Storage:credential is '{options.Credential}'; it can only be 'managedidentity' or left out."),
            _ => ValidateOptionsResult.Success,
        };
}
