using System.Globalization;
using Scriban;
using Scriban.Runtime;
using Scriban.Syntax;

namespace LoyaltyFunctions.Messages.Text;

/// <summary><c>{{ points | plural: "one", "point", "other", "points" }}</c>: the word that goes with the number in the template's language.</summary>
internal sealed class PluralFilter(string language) : IScriptCustomFunction
{
    public int RequiredParameterCount => 1;

    public int ParameterCount => 1;

    public ScriptVarParamKind VarParamKind => ScriptVarParamKind.Direct;

    public Type ReturnType => typeof(string);

    public ScriptParameterInfo GetParameterInfo(int index) => new(typeof(object), index == 0 ? "number" : "forms");

    public object? Invoke(TemplateContext context, ScriptNode? callerContext, ScriptArray arguments, ScriptBlockStatement? blockStatement)
    {
        if (arguments.Count < 3 || arguments.Count % 2 == 0)
            throw Wrong("plural needs pairs of a form and a word, such as plural: \"one\", \"point\", \"other\", \"points\"");
        Dictionary<string, string> words = new(StringComparer.Ordinal);
        for (var i = 1; i < arguments.Count; i += 2)
        {
            var form = context.ObjectToString(arguments[i]) ?? "";
            if (!PluralRules.Forms.Contains(form))
                throw Wrong($"plural does not know the form '{form}'; there are {string.Join(", ", PluralRules.Forms)}");
            words[form] = context.ObjectToString(arguments[i + 1]) ?? "";
        }

        if (!words.TryGetValue("other", out var other))
            throw Wrong("plural needs a word for the form 'other'");
        var number = Convert.ToInt64(arguments[0], CultureInfo.InvariantCulture);
        var wanted = PluralRules.Of(language, number) ?? throw Wrong($"plural does not know the language '{language}'");
        return words.GetValueOrDefault(wanted, other);

        ScriptRuntimeException Wrong(string what) => new(callerContext?.Span ?? context.CurrentSpan, what);
    }

    public ValueTask<object?> InvokeAsync(TemplateContext context, ScriptNode? callerContext, ScriptArray arguments, ScriptBlockStatement? blockStatement) =>
        ValueTask.FromResult(Invoke(context, callerContext, arguments, blockStatement));
}
