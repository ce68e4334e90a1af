using Azure.Data.Tables;
using Azure.Storage.Queues;
using LoyaltyFunctions.Tests.Support;

namespace LoyaltyFunctions.Tests.Storage;

/// <summary>The service's own emulator.</summary>
[Collection("azurite")]
public sealed class AzuriteStorageTests(AzuriteFixture azurite) : StorageContract(
    new TableServiceClient(azurite.ConnectionString), new QueueServiceClient(azurite.ConnectionString));
