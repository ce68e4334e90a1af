using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sandbox.Demo.Invariants;
using LoyaltyFunctions.Sandbox.Demo.Ledgers;

namespace LoyaltyFunctions.Tests.Sandbox;

/// <summary>The judge must see each kind of damage, or its yes is worth nothing.</summary>
public sealed class InvariantCheckTests
{
    private readonly List<LedgerTransaction> wix = [];
    private readonly List<LedgerTransaction> external = [];
    private readonly List<ParkedChange> parked = [];
    private readonly List<string> unfinished = [];

    [Fact]
    public void Two_ledgers_in_step_break_nothing()
    {
        Person(Side.Wix, 10);
        App(Side.External, 10);
        Person(Side.External, -4);
        App(Side.Wix, -4);

        Assert.Empty(Broken());
    }

    [Fact]
    public void Equal_changes_on_both_sides_need_a_mirror_each()
    {
        Person(Side.Wix, 10);
        Person(Side.External, 10);
        Assert.Equal(["exactly once"], Broken());

        App(Side.Wix, 10);
        App(Side.External, 10);
        Assert.Empty(Broken());
    }

    [Fact]
    public void A_lost_change_is_seen()
    {
        Person(Side.Wix, 10);

        Assert.Equal(["conservation", "exactly once"], Broken());
    }

    [Fact]
    public void A_doubled_mirror_is_seen()
    {
        Person(Side.Wix, 10);
        App(Side.External, 10);
        App(Side.External, 10);

        Assert.Equal(["conservation", "at most once"], Broken());
    }

    [Fact]
    public void A_mirrored_echo_is_seen()
    {
        Person(Side.Wix, 10);
        App(Side.External, 10);
        App(Side.Wix, 10);

        Assert.Equal(["conservation", "no echo"], Broken());
    }

    [Fact]
    public void An_echo_that_went_round_and_back_is_seen_though_the_balances_agree()
    {
        Person(Side.Wix, 10);
        App(Side.External, 10);
        App(Side.Wix, 10);
        App(Side.External, 10);

        Assert.Contains("no echo", Broken());
    }

    [Fact]
    public void A_mirror_of_another_amount_is_seen()
    {
        Person(Side.Wix, 10);
        App(Side.External, 11);

        Assert.Equal(["conservation", "at most once", "exactly once"], Broken());
    }

    [Fact]
    public void Mistakes_that_cancel_out_are_seen_though_the_balances_agree()
    {
        Person(Side.Wix, 10);
        Person(Side.Wix, 5);
        App(Side.External, 15);

        Assert.Equal(["at most once", "exactly once"], Broken());
    }

    [Fact]
    public void A_parked_change_explains_its_difference()
    {
        Person(Side.Wix, 10);
        App(Side.External, 10);
        var redeemed = Person(Side.External, -7);
        Park(Side.External, redeemed, -7);

        Assert.Empty(Broken());
    }

    [Fact]
    public void A_parked_change_that_was_mirrored_all_the_same_is_seen()
    {
        var earned = Person(Side.Wix, 10);
        App(Side.External, 10);
        Park(Side.Wix, earned, 10);

        Assert.Equal(["conservation", "at most once"], Broken());
    }

    [Fact]
    public void A_mirror_that_was_parked_as_a_change_is_seen()
    {
        Person(Side.Wix, 10);
        var mirror = App(Side.External, 10);
        Park(Side.External, mirror, 0);

        Assert.Equal(["no echo"], Broken());
    }

    [Fact]
    public void A_balance_that_was_below_zero_for_a_moment_is_seen()
    {
        Person(Side.Wix, -10);
        App(Side.External, -10);
        Person(Side.Wix, 10);
        App(Side.External, 10);

        Assert.Equal(["never negative"], Broken());
    }

    [Fact]
    public void What_stayed_unfinished_is_seen()
    {
        unfinished.Add("1 message on wix-events-poison");

        Assert.Equal(["liveness"], Broken());
    }

    [Fact]
    public void A_balance_that_its_transactions_do_not_explain_is_seen()
    {
        var evidence = new Evidence(
            new LedgerSnapshot(Side.Wix, [new LedgerAccount("w1", "ANN", 0, 5)], []),
            new LedgerSnapshot(Side.External, [new LedgerAccount("e1", "ANN", 0, 5)], []),
            [],
            []);

        Assert.Equal(["conservation"], Broken(evidence));
    }

    [Fact]
    public void A_second_account_of_one_person_has_to_explain_itself()
    {
        Person(Side.Wix, 10);
        var evidence = Evidence() with
        {
            External = new LedgerSnapshot(
                Side.External,
                [new LedgerAccount("e1", "ANN", 0, 0), new LedgerAccount("e2", "ANN", 0, 10)],
                [new LedgerTransaction("t9", "e2", 10, MadeByApp: true)]),
        };

        Assert.Equal(["conservation", "at most once", "exactly once"], Broken(evidence));
    }

    private string Person(Side side, long points) => Add(side, points, byApp: false);

    private string App(Side side, long points) => Add(side, points, byApp: true);

    private void Park(Side side, string transactionId, long points) => parked.Add(new ParkedChange(side, transactionId, points, "insufficient_points"));

    private string Add(Side side, long points, bool byApp)
    {
        var ledger = side == Side.Wix ? wix : external;
        var id = $"{side.Code()}{ledger.Count}";
        ledger.Add(new LedgerTransaction(id, side.Code(), points, byApp));
        return id;
    }

    private Evidence Evidence() => new(Ledger(Side.Wix, wix), Ledger(Side.External, external), parked, unfinished);

    private static LedgerSnapshot Ledger(Side side, List<LedgerTransaction> transactions) =>
        new(side, [new LedgerAccount(side.Code(), "ANN", 0, transactions.Sum(t => t.Points))], transactions);

    private string[] Broken() => Broken(Evidence());

    private static string[] Broken(Evidence evidence) => [.. InvariantCheck.Of(evidence).Where(v => !v.Holds).Select(v => v.Invariant)];
}
