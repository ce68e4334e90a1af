using LoyaltyFunctions.Messages.Text;

namespace LoyaltyFunctions.Tests.Messages;

public sealed class TemplateTests
{
    private static readonly TemplateValues Member = new("Marie", 1234, null, "Gold", null, null, "Acme Rewards", "Acme", null);

    [Theory]
    [InlineData("Hi\n---\nYou have {{ ponts }} points", 3, 13, "'ponts' is unknown")]
    [InlineData("Hi {{ nam }}\n---\nText", 1, 7, "'nam' is unknown")]
    [InlineData("Hi\n---\na\n{% if tier %}b", 4, 4, "endif")]
    [InlineData("Hi\n---\n{{ points | }}", 3, 13, "pipe")]
    [InlineData("Hi\n---\n{{ points | nmber }}", 3, 13, "'nmber' is unknown")]
    [InlineData("Hi\n---\n{% if tier %}{{ secret }}{% endif %}", 3, 17, "'secret' is unknown")]
    [InlineData("Hi\n---\n{% include 'other' %}", 3, 4, "'include' is unknown")]
    [InlineData("Hi\n---\n{{ points | plural: \"one\", \"point\" }}", 3, 13, "'other'")]
    [InlineData("Hi\n---\n{{ points | plural: \"single\", \"a\", \"other\", \"b\" }}", 3, 13, "'single'")]
    [InlineData("Hi\n---\n{% if tier %}x{% endif %}", 3, 1, "0 characters")]
    [InlineData("Hi there", 1, 1, "---")]
    public void A_wrong_template_is_refused_with_its_place(string source, int line, int column, string what)
    {
        var (template, problems) = MessageTemplate.Parse("en", "my.liquid", source);
        Assert.Null(template);
        var problem = problems[0];
        Assert.Equal(("my.liquid", line, column), (problem.File, problem.Line, problem.Column));
        Assert.Contains(what, problem.What, StringComparison.Ordinal);
        Assert.StartsWith($"my.liquid({line},{column}): ", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_may_make_words_of_its_own()
    {
        var text = Render("{% assign twice = points | times: 2 %}{% capture who %}{{ first_name | upcase }}{% endcapture %}{{ who }}: {{ twice | number }}");
        Assert.Equal("MARIE: 2,468", text);
    }

    [Theory]
    [InlineData("{{ points }}")]
    [InlineData("{% include 'x' %}{{ first_name")]
    [InlineData("{{ 'a' | plural: 'x' }}")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("%7B%7Bpoints%7D%7D \\u007b")]
    public void What_a_name_holds_stays_text(string name) => Assert.Equal($"Hi {name}!", Render("Hi {{ first_name }}!", Member with { FirstName = PlainText.Of(name) }));

    [Theory]
    [InlineData("Eve\n---\nYou won", "Eve --- You won")]
    [InlineData("Eve\u202Edrawer\u2066", "Evedrawer")]
    [InlineData("  Ann \t\r\n Marie\0 ", "Ann Marie")]
    [InlineData("\u200B\u2060\uFEFF", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("عَلِيّ", "عَلِيّ")]
    [InlineData("Zoë 👩‍👩‍👧", "Zoë 👩‍👩‍👧")]
    public void A_name_is_one_line_that_turns_nothing_around(string? name, string? shown) => Assert.Equal(shown, PlainText.Of(name));

    [Fact]
    public void A_long_name_is_cut_between_characters()
    {
        var shown = PlainText.Of(string.Concat(Enumerable.Repeat("👩‍👩‍👧", 50)))!;
        Assert.True(shown.Length <= PlainText.LongestName);
        Assert.Equal("👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧…", shown);
    }

    [Fact]
    public void A_preview_is_never_longer_than_Wix_takes()
    {
        var (template, _) = MessageTemplate.Parse("en", "f", "{{ site_name }} " + new string('a', 260) + "\n---\nText");
        Assert.Equal(MessageText.LongestPreview, template!.Render(Member).Preview.Length);
    }

    [Fact]
    public void A_text_that_becomes_longer_than_Wix_takes_is_refused()
    {
        var (template, problems) = MessageTemplate.Parse("en", "f", "Hi\n---\n" + new string('a', MessageText.LongestText) + "{{ points }}");
        Assert.Null(template);
        Assert.Contains("16384", problems[0].What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loop_without_end_is_refused()
    {
        var (template, problems) = MessageTemplate.Parse("en", "f", "Hi\n---\n{% for i in (1..1000000000) %}a{% endfor %}");
        Assert.Null(template);
        Assert.Single(problems);
    }

    [Theory]
    [InlineData("de-AT", "de")]
    [InlineData("pt_br", "es")]
    [InlineData("es-419", "es")]
    [InlineData("iw", "he")]
    [InlineData("nonsense!", "es")]
    [InlineData(null, "es")]
    public void The_nearest_language_is_taken_then_the_sites_then_English(string? member, string expected) =>
        Assert.Equal(expected, TemplateSet.Load(TemplateSet.ShippedFolder).Set.For(member, "es-MX").Locale);

    [Fact]
    public void English_stands_in_where_nothing_is_known() => Assert.Equal("en", TemplateSet.Load(TemplateSet.ShippedFolder).Set.For(null, null, "tlh").Locale);

    [Fact]
    public void A_sites_own_template_takes_the_place_of_the_shipped_one()
    {
        using var folder = new TemplateFolder();
        folder.Write("de.liquid", "Hallo\n---\nNur für Sie: {{ points | number }}");
        folder.Write("pt-BR.liquid", "Olá\n---\n{{ points | plural: \"one\", \"ponto\", \"other\", \"pontos\" }}");
        var (set, problems) = TemplateSet.Load(TemplateSet.ShippedFolder, folder.Path);
        Assert.Empty(problems);
        Assert.Equal("Nur für Sie: 1.234", set.For("de-DE").Render(Member).Text);
        Assert.Equal("pontos", set.For("pt-BR").Render(Member).Text);
        Assert.Equal("fr", set.For("fr").Locale);
    }

    [Theory]
    [InlineData("en", "one other")]
    [InlineData("fr", "one many other")]
    [InlineData("pl", "one few many")]
    [InlineData("ru", "one few many")]
    [InlineData("ar", "zero one two few many other")]
    [InlineData("he", "one two other")]
    [InlineData("ja", "other")]
    [InlineData("sl", "one two few other")]
    public void A_language_has_the_plural_forms_that_CLDR_gives_it(string language, string forms)
    {
        var found = Enumerable.Range(0, 2000).Append(1_000_000).Select(n => PluralRules.Of(language, n)).ToHashSet();
        Assert.Equal(forms.Split(' '), PluralRules.Forms.Where(form => found.Contains(form)));
    }

    [Theory]
    [InlineData("pl", 1, "one")]
    [InlineData("pl", 22, "few")]
    [InlineData("pl", 12, "many")]
    [InlineData("ru", 21, "one")]
    [InlineData("ru", 11, "many")]
    [InlineData("ar", 103, "few")]
    [InlineData("ar", 111, "many")]
    [InlineData("ar", 100, "other")]
    [InlineData("fr", 0, "one")]
    [InlineData("en", 0, "other")]
    [InlineData("lt", 11, "other")]
    [InlineData("lv", 0, "zero")]
    public void A_number_takes_the_form_that_CLDR_gives_it(string language, long number, string form) => Assert.Equal(form, PluralRules.Of(language, number));

    private static string Render(string text, TemplateValues? values = null)
    {
        var (template, problems) = MessageTemplate.Parse("en", "f", "Hi\n---\n" + text);
        Assert.Empty(problems);
        return template!.Render(values ?? Member).Text;
    }
}
