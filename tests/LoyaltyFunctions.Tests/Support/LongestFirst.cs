using Xunit.Abstractions;

[assembly: TestCollectionOrderer("LoyaltyFunctions.Tests.Support.LongestFirst", "LoyaltyFunctions.Tests")]

namespace LoyaltyFunctions.Tests.Support;

/// <summary>Starts the classes that take longest first, so that none of them is left to run alone at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
    [
        "ManyContactsTests", "KillRunTests", "CrashEnumerationTests", "KilledReconcileTests", "EveryCombinationTests", "azurite", "KilledProcessTests",
        "KilledJobTests", "BicepTests", "LifecycleTests", "CampaignTests", "UnrulyDeliveryTests", "OpeningBalancesTests", "SeedsTests",
    ];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(RankOf).ThenBy(collection => collection.DisplayName, StringComparer.Ordinal);

    private static int RankOf(ITestCollection collection) =>
        Array.FindIndex(Long, name => collection.DisplayName.Contains(name, StringComparison.Ordinal)) is >= 0 and var rank ? rank : Long.Length;
}
