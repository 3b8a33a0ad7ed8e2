namespace PluginTrading.Plugins;

/// <summary>How the loading of one plugin folder ended.</summary>
public enum PluginStatus
{
    /// <summary>Everything that it provides is in the catalog.</summary>
    Loaded,

    /// <summary>The folder or a file in it cannot be read.</summary>
    Unreadable,

    /// <summary>The <c>plugin.json</c> is not valid.</summary>
    InvalidManifest,

    /// <summary>Another folder, searched earlier, holds a plugin of the same id.</summary>
    DuplicateId,

    /// <summary>Made for an SDK that this host does not have.</summary>
    IncompatibleSdk,

    /// <summary>The entry assembly is not in the folder.</summary>
    MissingAssembly,

    /// <summary>The entry assembly is not a .NET assembly.</summary>
    NotAnAssembly,

    /// <summary>The entry type does not exist, or is not a public class with a parameterless constructor that implements <c>IPlugin</c>.</summary>
    NotAPlugin,

    /// <summary>An assembly that the plugin needs is neither in its folder nor part of .NET.</summary>
    MissingDependency,

    /// <summary>The entry type's constructor threw.</summary>
    ConstructorFailed,

    /// <summary>Registering threw, or something registered was not valid.</summary>
    RegistrationFailed,

    /// <summary>What it registered differs from the manifest's <c>provides</c>.</summary>
    ProvidesMismatch,

    /// <summary>A name that it registered belongs to a plugin loaded earlier, or to the host.</summary>
    NameTaken,
}
