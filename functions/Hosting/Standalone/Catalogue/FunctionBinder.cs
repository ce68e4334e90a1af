using System.Linq.Expressions;
using System.Reflection;
using Azure.Storage.Queues.Models;
using LoyaltyFunctions.Hosting.Standalone.Bindings;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing.Patterns;

namespace LoyaltyFunctions.Hosting.Standalone.Catalogue;

/// <summary>Compiles the call of a function, once at start.</summary>
internal static class FunctionBinder
{
    /// <exception cref="FunctionsHostException">A parameter or result that cannot be bound.</exception>
    public static FunctionInvocation Compile(FunctionDescriptor function)
    {
        var instance = Expression.Parameter(typeof(object), "instance");
        var input = Expression.Parameter(typeof(object), "input");
        var ct = Expression.Parameter(typeof(CancellationToken), "ct");
        var arguments = function.Method.GetParameters().Select(parameter => Argument(function, parameter, input, ct));
        var call = Expression.Call(Expression.Convert(instance, function.Class), function.Method, arguments);
        return Expression.Lambda<FunctionInvocation>(Result(function, call), instance, input, ct).Compile();
    }

    private static Expression Argument(FunctionDescriptor function, ParameterInfo parameter, Expression input, Expression ct)
    {
        // By position: reflection may give another object for the same parameter.
        if (parameter.Position == function.Parameter.Position)
        {
            var type = function.Trigger switch
            {
                HttpFunction => typeof(HttpRequest),
                QueueFunction => typeof(QueueMessage),
                _ => typeof(TimerInfo),
            };
            return parameter.ParameterType == type
                ? Expression.Convert(input, type)
                : throw new FunctionsHostException($"The function {function.Name}: parameter {parameter.Name} must be a {type.Name}.");
        }

        if (parameter.ParameterType == typeof(CancellationToken))
            return ct;
        if (function.Trigger is HttpFunction http && parameter.ParameterType == typeof(string) && IsInRoute(parameter.Name!, http.Route))
            return Expression.Call(typeof(FunctionBinder), nameof(RouteValue), null, input, Expression.Constant(parameter.Name));
        throw new FunctionsHostException(
            $"The function {function.Name}: parameter {parameter.Name} is neither the trigger, a string of the route, nor a CancellationToken.");
    }

    private static bool IsInRoute(string name, string? route) =>
        route is not null && RoutePatternFactory.Parse(route).GetParameter(name) is not null;

    private static string? RouteValue(object request, string name) => ((HttpRequest)request).RouteValues[name] as string;

    private static Expression Result(FunctionDescriptor function, MethodCallExpression call)
    {
        var type = function.Method.ReturnType;
        if (function.Trigger is HttpFunction)
        {
            if (typeof(IActionResult).IsAssignableFrom(type))
                return Expression.Call(typeof(FunctionBinder), nameof(Done), null, call);
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>) && typeof(IActionResult).IsAssignableFrom(type.GetGenericArguments()[0]))
                return Expression.Call(typeof(FunctionBinder), nameof(WhenDone), type.GetGenericArguments(), call);
            throw new FunctionsHostException($"The function {function.Name} must return an IActionResult or a Task<IActionResult>.");
        }

        if (type == typeof(void))
            return Expression.Block(call, Expression.Call(typeof(FunctionBinder), nameof(Done), null, Expression.Constant(null)));
        return type == typeof(Task)
            ? Expression.Call(typeof(FunctionBinder), nameof(WhenDone), null, call)
            : throw new FunctionsHostException($"The function {function.Name} must return a Task or nothing.");
    }

    private static Task<object?> Done(object? result) => Task.FromResult(result);

    private static async Task<object?> WhenDone<T>(Task<T> task) => await task;

    private static async Task<object?> WhenDone(Task task)
    {
        await task;
        return null;
    }
}
