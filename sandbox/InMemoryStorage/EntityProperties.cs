using Azure;
using Azure.Data.Tables;

namespace LoyaltyFunctions.Sandbox.InMemoryStorage;

/// <summary>What an entity holds besides its keys. Never changed once it is in a table.</summary>
internal sealed class EntityProperties : Dictionary<string, object>
{
    // https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model
    private const int MostCharacters = 32 * 1024;
    private const int MostBytes = 64 * 1024;

    private EntityProperties(int capacity)
        : base(capacity, StringComparer.Ordinal)
    {
    }

    /// <summary>Copies an entity's properties; those without a value are left out, as the service does.</summary>
    public static EntityProperties Of(TableEntity entity)
    {
        var properties = new EntityProperties(entity.Count);
        foreach (var (name, value) in entity)
        {
            if (name is not ("PartitionKey" or "RowKey" or "Timestamp" or "odata.etag") && value is not null)
                properties.Add(name, Kept(name, value));
        }

        return properties;
    }

    public static EntityProperties Merge(EntityProperties before, EntityProperties changes)
    {
        var merged = new EntityProperties(before.Count + changes.Count);
        foreach (var (name, value) in before)
            merged[name] = value;
        foreach (var (name, value) in changes)
            merged[name] = value;
        return merged;
    }

    public object? Find(string name) => GetValueOrDefault(name);

    /// <summary>The entity as the service gives it back.</summary>
    /// <param name="select">The properties wanted; null for all.</param>
    public static TableEntity ToEntity(TableRow<EntityProperties> row, IReadOnlyCollection<string>? select)
    {
        var entity = select is null || select.Contains("PartitionKey") && select.Contains("RowKey")
            ? new TableEntity(row.Partition, row.Row)
            : [];
        if (select?.Contains("PartitionKey") == true)
            entity.PartitionKey = row.Partition;
        if (select?.Contains("RowKey") == true)
            entity.RowKey = row.Row;
        foreach (var (name, value) in row.Content)
        {
            if (select is null || select.Contains(name))
                entity[name] = value;
        }

        entity.ETag = new ETag(row.ETag);
        if (select is null || select.Contains("Timestamp"))
            entity.Timestamp = row.At;
        return entity;
    }

    private object? GetValueOrDefault(string name) => TryGetValue(name, out var value) ? value : null;

    private static object Kept(string name, object value) => value switch
    {
        string { Length: > MostCharacters } or byte[] { Length: > MostBytes } => throw MemoryResponse.Failure(TableFailure.TooLarge),
        string or int or long or bool or double or Guid or byte[] => value,
        DateTimeOffset at => at.ToUniversalTime(),
        DateTime at => new DateTimeOffset(at.ToUniversalTime()),
        _ => throw new NotSupportedException($"Property {name} is a {value.GetType().Name}, which storage in memory does not keep."),
    };
}
