using System.Net;
using System.Net.Sockets;

namespace LoyaltyFunctions.Sandbox.Processes;

/// <summary>Ports of 127.0.0.1 for servers that must know theirs before they start.</summary>
internal static class FreePort
{
    /// <summary><paramref name="wanted"/>, or when that is 0 a port that was free a moment ago.</summary>
    public static int Or(int wanted)
    {
        if (wanted != 0)
            return wanted;

        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
