using System.Reflection;
using System.Text.RegularExpressions;
using LoyaltyFunctions.Hosting.Standalone.Bindings;

namespace LoyaltyFunctions.Hosting.Standalone.Catalogue;

/// <summary>Finds the functions: the methods of public classes that carry <c>[Function]</c>.</summary>
public static partial class FunctionCatalogue
{
    private const BindingFlags AnyMethod =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The functions among <paramref name="types"/>, by name.</summary>
    /// <exception cref="FunctionsHostException">One that this host, or Azure Functions, could not run.</exception>
    public static IReadOnlyList<FunctionDescriptor> Find(IEnumerable<Type> types)
    {
        var functions = types
            .SelectMany(type => type.GetMethods(AnyMethod))
            .Select(method => (Method: method, Attribute: method.GetCustomAttribute<FunctionAttribute>(inherit: false)))
            .Where(found => found.Attribute is not null)
            .Select(found => Describe(found.Attribute!.Name, found.Method))
            .OrderBy(function => function.Name, StringComparer.Ordinal)
            .ToList();
        var twice = functions.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? functions
            : throw new FunctionsHostException($"Two functions are named {twice.Key}: {string.Join(" and ", twice.Select(Where))}.");
    }

    private static FunctionDescriptor Describe(string name, MethodInfo method)
    {
        var where = $"{method.DeclaringType!.FullName}.{method.Name}";
        if (!Name().IsMatch(name) || name.Equals("host", StringComparison.OrdinalIgnoreCase))
            throw new FunctionsHostException($"{where}: '{name}' cannot be a function's name.");
        if (!method.IsPublic || !method.DeclaringType.IsVisible)
            throw new FunctionsHostException($"The function {name} ({where}) and its class must be public.");
        if (method.IsStatic || method.ContainsGenericParameters || method.DeclaringType.IsAbstract)
            throw new FunctionsHostException($"The function {name} ({where}) must be an instance method of a class, and not generic.");

        var triggers = method.GetParameters().Select(parameter => (Parameter: parameter, Trigger: Trigger(parameter))).Where(found => found.Trigger is not null).ToList();
        return triggers is [var (parameter, trigger)]
            ? new FunctionDescriptor(name, method, parameter, trigger!)
            : throw new FunctionsHostException($"The function {name} ({where}) has {triggers.Count} triggers; it must have one.");
    }

    private static FunctionTrigger? Trigger(ParameterInfo parameter) =>
        parameter.GetCustomAttributes(inherit: false).Select<object, FunctionTrigger?>(attribute => attribute switch
        {
            HttpTriggerAttribute http => new HttpFunction(http.AuthLevel, http.Methods is { Length: > 0 } methods ? methods : null, http.Route),
            QueueTriggerAttribute queue => new QueueFunction(queue.QueueName, queue.Connection),
            TimerTriggerAttribute timer => new TimerFunction(timer.Schedule, timer.UseMonitor, timer.RunOnStartup),
            _ => null,
        }).FirstOrDefault(trigger => trigger is not null);

    private static string Where(FunctionDescriptor function) => $"{function.Class.FullName}.{function.Method.Name}";

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,126}$")]
    private static partial Regex Name();
}
