using LoyaltyFunctions.Sync;
using Microsoft.AspNetCore.Mvc;

namespace LoyaltyFunctions.Jobs;

/// <summary>A switch in an address, as in <c>?dryRun=true</c>.</summary>
public static class QueryFlag
{
    /// <summary>Whether it is set; its name alone sets it. Null when it is neither true nor false: a guess could start in earnest what was to be a rehearsal.</summary>
    public static bool? Read(HttpRequest request, string name) => request.Query[name].FirstOrDefault() switch
    {
        null => false,
        "" => true,
        var text => bool.TryParse(text, out var flag) ? flag : null,
    };

    public static ObjectResult Refuse(string name) =>
        Problems.Create(StatusCodes.Status400BadRequest, "bad-query", "A query parameter cannot be read", $"{name} must be true or false.");
}
