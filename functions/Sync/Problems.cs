using Microsoft.AspNetCore.Mvc;

namespace LoyaltyFunctions.Sync;

/// <summary>Error answers as problem details. <see href="https://www.rfc-editor.org/rfc/rfc9457"/></summary>
public static class Problems
{
    public const string ContentType = "application/problem+json";

    /// <summary>An error answer.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="code">What kind of problem, for programs: becomes the <c>type</c>, <c>urn:loyalty-functions:{code}</c>.</param>
    /// <param name="title">What kind of problem, for people; the same each time.</param>
    /// <param name="detail">What was wrong this time; no secret, no personal data.</param>
    public static ObjectResult Create(int status, string code, string title, string detail) =>
        new(new ProblemDetails { Status = status, Type = $"urn:loyalty-functions:{code}", Title = title, Detail = detail })
        {
            StatusCode = status,
            ContentTypes = { ContentType },
        };
}
