namespace LoyaltyFunctions.Wix;

/// <summary>A Wix call failed. The message holds the status, Wix's code and request id, and no personal data.</summary>
public sealed class WixException(WixFailure failure, string message, string? code = null, TimeSpan? wait = null, Exception? inner = null)
    : Exception(message, inner)
{
    public WixFailure Failure { get; } = failure;

    /// <summary>Wix's <c>details.applicationError.code</c>, when there was one.</summary>
    public string? Code { get; } = code;

    /// <summary>With <see cref="WixFailure.Throttled"/>: how long to leave the site alone.</summary>
    public TimeSpan Wait { get; } = wait ?? TimeSpan.Zero;
}
