namespace LoyaltyFunctions.Hosting.Standalone.Catalogue;

/// <summary>A function that can be called: each call on a new instance, in a scope of its own.</summary>
public sealed class Function
{
    private readonly ObjectFactory create;
    private readonly FunctionInvocation invoke;

    /// <exception cref="FunctionsHostException">It cannot be bound, or its class asks for a service that is not registered.</exception>
    public Function(FunctionDescriptor descriptor, IServiceProviderIsService services)
    {
        Descriptor = descriptor;
        invoke = FunctionBinder.Compile(descriptor);
        var constructors = descriptor.Class.GetConstructors();
        if (constructors is not [var constructor])
            throw new FunctionsHostException($"The class of the function {Name} must have one public constructor.");
        var missing = constructor.GetParameters().FirstOrDefault(parameter => !parameter.HasDefaultValue && !services.IsService(parameter.ParameterType));
        if (missing is not null)
            throw new FunctionsHostException($"The class of the function {Name} asks for {missing.ParameterType.Name}, which is not registered.");
        create = ActivatorUtilities.CreateFactory(descriptor.Class, Type.EmptyTypes);
    }

    public FunctionDescriptor Descriptor { get; }

    public string Name => Descriptor.Name;

    /// <summary>Calls it with services of <paramref name="scope"/>; see <see cref="FunctionInvocation"/>.</summary>
    public Task<object?> InvokeAsync(IServiceProvider scope, object input, CancellationToken ct) => invoke(create(scope, null), input, ct);
}
