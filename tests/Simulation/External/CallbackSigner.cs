using System.Globalization;
using LoyaltyFunctions.External;
using LoyaltyFunctions.Simulation.Site;
using Microsoft.AspNetCore.Http;

namespace LoyaltyFunctions.Simulation.External;

/// <summary>Signs callbacks by Standard Webhooks, each delivery anew.</summary>
internal static class CallbackSigner
{
    public static void Sign(IHeaderDictionary headers, string id, byte[] body, DateTimeOffset now)
    {
        headers[StandardWebhooks.IdHeader] = id;
        headers[StandardWebhooks.TimestampHeader] = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        headers[StandardWebhooks.SignatureHeader] = StandardWebhooks.Sign(Sides.WebhookSecret, id, now, body);
    }
}
