using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Azure;
using Azure.Core;
using Azure.Data.Tables;

namespace LoyaltyFunctions.Sandbox.InMemoryStorage;

/// <summary>An answer of storage in memory: its status, and the ETag of what was written.</summary>
internal sealed class MemoryResponse(int status, string? etag = null) : Response
{
    private const string ETagHeader = "ETag";

    public override int Status => status;

    public override string ReasonPhrase => "";

    public override Stream? ContentStream { get; set; }

    public override string ClientRequestId { get; set; } = "";

    /// <summary>What the clients throw for a refused call.</summary>
    public static RequestFailedException Failure(TableFailure failure) => new(failure.Status, failure.Code, failure.Code, null);

    /// <summary>What the clients throw for a refused batch.</summary>
    /// <param name="index">The first action that could not be done.</param>
    public static TableTransactionFailedException BatchFailure(TableFailure failure, int index) => new(
        new RequestFailedException(failure.Status, string.Create(CultureInfo.InvariantCulture, $"{index}:{failure.Code}"), failure.Code, null)
        {
            Data = { ["FailedEntity"] = index.ToString(CultureInfo.InvariantCulture) },
        });

    public override void Dispose()
    {
    }

    protected override bool ContainsHeader(string name) => etag is not null && name.Equals(ETagHeader, StringComparison.OrdinalIgnoreCase);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => etag is null ? [] : [new HttpHeader(ETagHeader, etag)];

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        value = ContainsHeader(name) ? etag : null;
        return value is not null;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = ContainsHeader(name) ? [etag!] : null;
        return values is not null;
    }
}
