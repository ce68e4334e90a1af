namespace LoyaltyFunctions.Storage;

/// <summary>
/// Setting <c>Storage</c>: a connection string, or the addresses of the two services for identity-based access, named as Azure Functions
/// names them. <see href="https://learn.microsoft.com/azure/azure-functions/functions-reference#configure-an-identity-based-connection"/>
/// </summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    public string? ConnectionString { get; set; }

    public Uri? QueueServiceUri { get; set; }

    public Uri? TableServiceUri { get; set; }

    /// <summary><c>managedidentity</c>, or not set for the identity of the developer or environment.</summary>
    public string? Credential { get; set; }

    /// <summary>Client id of a user-assigned managed identity.</summary>
    public string? ClientId { get; set; }
}
