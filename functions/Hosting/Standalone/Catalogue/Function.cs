using System.Reflection;

namespace LoyaltyFunctions.Hosting.Standalone.Catalogue;

/// <summary>A function that can be called: each call on a new instance, in a scope of its own.</summary>
public sealed class Function
{
    private readonly ConstructorInvoker create;
    private readonly ParameterInfo[] services;
    private readonly FunctionInvocation invoke;

    /// <exception cref="FunctionsHostException">It cannot be bound, or its class asks for a service that is not registered.</exception>
    public Function(FunctionDescriptor descriptor, IServiceProviderIsService registered)
    {
        Descriptor = descriptor;
        invoke = FunctionBinder.Bind(descriptor);
        var constructors = descriptor.Class.GetConstructors();
        if (constructors is not [var constructor])
            throw new FunctionsHostException($"The class of the function {Name} must have one public constructor.");
        services = constructor.GetParameters();
        var missing = services.FirstOrDefault(parameter => !parameter.HasDefaultValue && !registered.IsService(parameter.ParameterType));
        if (missing is not null)
            throw new FunctionsHostException($"The class of the function {Name} asks for {missing.ParameterType.Name}, which is not registered.");
        create = ConstructorInvoker.Create(constructor);
    }

    public FunctionDescriptor Descriptor { get; }

    public string Name => Descriptor.Name;

    /// <summary>Calls it with services of <paramref name="scope"/>; see <see cref="FunctionInvocation"/>.</summary>
    public Task<object?> InvokeAsync(IServiceProvider scope, object input, CancellationToken ct) => invoke(Create(scope), input, ct);

    private object Create(IServiceProvider scope)
    {
        var arguments = new object?[services.Length];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = scope.GetService(services[i].ParameterType) ?? services[i].DefaultValue;
        return create.Invoke(arguments.AsSpan());
    }
}
