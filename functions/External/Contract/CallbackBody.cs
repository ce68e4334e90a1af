using System.Text.Json;

namespace LoyaltyFunctions.External.Contract;

/// <summary>Any callback.</summary>
/// <param name="Data">What it holds is up to <paramref name="Type"/>.</param>
internal sealed record CallbackBody(string Type, JsonElement Data = default);
