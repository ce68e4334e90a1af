namespace LoyaltyFunctions.External;

/// <summary>A call to the external system failed. The message holds the status and its code, and no personal data.</summary>
public sealed class ExternalException(ExternalFailure failure, string message, string? code = null, TimeSpan? wait = null, Exception? inner = null)
    : Exception(message, inner)
{
    public ExternalFailure Failure { get; } = failure;

    public string? Code { get; } = code;

    /// <summary>With <see cref="ExternalFailure.Throttled"/>: how long to leave the system alone.</summary>
    public TimeSpan Wait { get; } = wait ?? TimeSpan.Zero;
}
