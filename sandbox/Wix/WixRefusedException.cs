namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>
/// The simulated Wix refuses something: an API call with this status and body, or what people wanted to do.
/// <see href="https://dev.wix.com/docs/rest/articles/get-started/errors"/>
/// </summary>
// CA1032: a refusal without a status and code means nothing.
#pragma warning disable CA1032
public sealed class WixRefusedException : Exception
#pragma warning restore CA1032
{
    private WixRefusedException(int status, string code, string message, object body)
        : base(message)
    {
        Status = status;
        Code = code;
        Body = body;
    }

    public int Status { get; }

    /// <summary>The application error's code, or the violated field.</summary>
    public string Code { get; }

    internal object Body { get; }

    /// <summary>Seconds for <c>Retry-After</c>; null sends none.</summary>
    internal int? RetryAfter { get; init; }

    internal static WixRefusedException Application(int status, string code, string message, object? data = null, int? retryAfter = null) =>
        new(status, code, message, new { message, details = new { applicationError = new { code, description = message, data } } }) { RetryAfter = retryAfter };

    internal static WixRefusedException Field(string field, string description, string? rule = null, object? data = null) =>
        new(400, field, description, new
        {
            message = "validation failed",
            details = new { validationError = new { fieldViolations = new[] { new { field, description, violatedRule = rule, data } } } },
        });

    internal static WixRefusedException NotFound(string what, string code = "NOT_FOUND") => Application(404, code, $"{what} not found");

    /// <summary>5xx bodies come empty by design.</summary>
    internal static WixRefusedException Server(int status) => new(status, "", "", new { message = "", details = new { } });
}
