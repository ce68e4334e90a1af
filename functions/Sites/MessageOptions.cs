namespace LoyaltyFunctions.Sites;

/// <summary>Section <c>Sites:{instanceId}:Messages</c>: the site's monthly message.</summary>
public sealed class MessageOptions
{
    /// <summary>Send it at all.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Day of the month on the site's own calendar, 1 to 28.</summary>
    public int DayOfMonth { get; set; } = 1;

    /// <summary>Hour of that day on the site's own clock, 0 to 23.</summary>
    public int Hour { get; set; } = 9;

    /// <summary>Language for members whose own is not known or has no template; default: the site's language at Wix.</summary>
    public string? Locale { get; set; }

    /// <summary>Members with fewer points get no message.</summary>
    public long MinimumPoints { get; set; } = 1;

    /// <summary>Where members see their rewards; https. Left out of the text when not set.</summary>
    public Uri? Link { get; set; }

    /// <summary>Folder of the site's own templates, <c>{locale}.liquid</c>; each takes the place of the shipped one of its locale.</summary>
    public string? Templates { get; set; }

    /// <summary>No message goes out while more than this share of the accounts, 0 to 1, waits for a person.</summary>
    public double MaxUnhealthyShare { get; set; } = 0.05;
}
