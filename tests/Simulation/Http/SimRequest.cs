using System.Text.Json;

namespace LoyaltyFunctions.Simulation.Http;

/// <summary>A request to one of the sides, read before it is on its way.</summary>
internal sealed record SimRequest(string Method, string Path, string Query, JsonElement? Body, string? Key);
