using System.Reflection;
using PluginTrading.Sdk.Plugins;
using Loader = McMaster.NETCore.Plugins.PluginLoader;

namespace PluginTrading.Plugins;

/// <summary>One plugin's load context and what it registered.</summary>
internal sealed class LoadedPlugin : IDisposable
{
    private readonly Loader _loader;

    private LoadedPlugin(Loader loader, PluginRegistration registration)
    {
        _loader = loader;
        Registration = registration;
    }

    public PluginRegistration Registration { get; }

    /// <summary>Loads the candidate's entry type into a context of its own, makes it and lets it register.</summary>
    /// <param name="candidate">One without a problem.</param>
    /// <param name="isCollectible">Whether <see cref="Dispose"/> can remove its code; such code runs about 1.5 times slower.</param>
    /// <param name="problem">Why the result is <see langword="null"/>.</param>
    public static LoadedPlugin? Load(PluginCandidate candidate, bool isCollectible, out PluginProblem? problem)
    {
        var loader = Loader.CreateFromAssemblyFile(
            candidate.AssemblyPath, isCollectible, [typeof(IPlugin)], configuration => configuration.PreferSharedTypes = false);
        var registration = new PluginRegistration(candidate.Manifest!.Id);
        problem = Start(loader, candidate.Manifest, registration);
        if (problem is null)
            return new LoadedPlugin(loader, registration);
        Unload(loader);
        return null;
    }

    /// <summary>Lets go of collectible code; it is gone once nothing made by it is referenced any more.</summary>
    public void Dispose() => Unload(_loader);

    private static PluginProblem? Start(Loader loader, PluginManifest manifest, PluginRegistration registration)
    {
        if (LoadType(loader, manifest, out var entryType) is { } typeProblem)
            return typeProblem;
        if (Make(entryType!, out var plugin) is { } constructorProblem)
            return constructorProblem;
        return Register(plugin!, manifest, registration);
    }

    private static PluginProblem? LoadType(Loader loader, PluginManifest manifest, out Type? type)
    {
        type = null;
        try
        {
            type = loader.LoadDefaultAssembly().GetType(manifest.EntryType);
        }
        catch (BadImageFormatException e)
        {
            return new(PluginStatus.NotAnAssembly, $"'{manifest.Assembly}' could not be loaded: {e.Message}");
        }
        catch (Exception e) when (IsMissingDependency(e))
        {
            return new(PluginStatus.MissingDependency, e.Message);
        }
        catch (TypeLoadException e)
        {
            return new(PluginStatus.NotAPlugin, $"The entry type '{manifest.EntryType}' could not be loaded: {e.Message}");
        }

        var fault = type switch
        {
            null => "does not exist",
            { IsPublic: false } => "is not public",
            { IsClass: false } or { IsAbstract: true } or { ContainsGenericParameters: true } => "is not a class that can be made",
            _ when !type.IsAssignableTo(typeof(IPlugin)) => $"does not implement {typeof(IPlugin).FullName}",
            _ when type.GetConstructor(Type.EmptyTypes) is null => "has no public constructor without parameters",
            _ => null,
        };
        return fault is null ? null : new(PluginStatus.NotAPlugin, $"The entry type '{manifest.EntryType}' {fault}.");
    }

    private static PluginProblem? Make(Type type, out IPlugin? plugin)
    {
        plugin = null;
        try
        {
            plugin = (IPlugin)Activator.CreateInstance(type)!;
            return null;
        }
        catch (Exception e)
        {
            // Whatever a plugin throws ends in a status: the edge of a plugin.
            return Failure(PluginStatus.ConstructorFailed, "The constructor", e is TargetInvocationException { InnerException: { } inner } ? inner : e);
        }
    }

    private static PluginProblem? Register(IPlugin plugin, PluginManifest manifest, PluginRegistration registration)
    {
        try
        {
            plugin.Register(registration);
        }
        catch (Exception e)
        {
            // The edge of a plugin, as above.
            return registration.Fault is { } told ? new(PluginStatus.RegistrationFailed, told) : Failure(PluginStatus.RegistrationFailed, "Register", e);
        }
        finally
        {
            registration.Close();
        }

        if (registration.Fault is { } fault)
            return new(PluginStatus.RegistrationFailed, fault);
        var missing = manifest.Provides.Except(registration.Provides).ToList();
        var unlisted = registration.Provides.Except(manifest.Provides).ToList();
        if (missing.Count + unlisted.Count == 0)
            return null;
        return new(PluginStatus.ProvidesMismatch, "The manifest's 'provides' differs from what was registered:"
            + (missing.Count > 0 ? $" listed but not registered: {string.Join(", ", missing)}." : "")
            + (unlisted.Count > 0 ? $" registered but not listed: {string.Join(", ", unlisted)}." : ""));
    }

    private static PluginProblem Failure(PluginStatus status, string what, Exception e)
    {
        var cause = e is TypeInitializationException { InnerException: { } inner } ? inner : e;
        return IsMissingDependency(cause)
            ? new(PluginStatus.MissingDependency, $"{what} needs what is not there: {cause.Message}")
            : new(status, $"{what} threw {cause.GetType().FullName}: {cause.Message}{Place(cause)}");
    }

    /// <summary>An assembly that was not found is named in full; an ordinary file is not.</summary>
    private static bool IsMissingDependency(Exception e) =>
        e is FileLoadException || (e is FileNotFoundException { FileName: { } name } && name.Contains(", Version=", StringComparison.Ordinal));

    private static string Place(Exception e) => e.StackTrace?.Split('\n')[0].Trim() is { Length: > 0 } line ? $" ({line})" : "";

    private static void Unload(Loader loader)
    {
        if (loader.IsUnloadable)
            loader.Dispose();
    }
}
