using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace PluginTrading.Plugins;

/// <summary>What an assembly's metadata says, read without loading it.</summary>
internal sealed record AssemblyFile
{
    public required AssemblyName Name { get; init; }

    public required IReadOnlyList<AssemblyName> References { get; init; }

    /// <summary>Types of the SDK that it uses (full name, nesting with <c>+</c>), and their members as <c>Type.Member</c>.</summary>
    public required IReadOnlyList<(string Type, string? Member)> SdkUses { get; init; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="BadImageFormatException">It is not a .NET assembly.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static AssemblyFile Read(string path)
    {
        using var image = new PEReader(File.OpenRead(path));
        if (!image.HasMetadata)
            throw new BadImageFormatException("it has no .NET metadata");
        var metadata = image.GetMetadataReader();
        if (!metadata.IsAssembly)
            throw new BadImageFormatException("it is a module without an assembly manifest");
        return new AssemblyFile
        {
            Name = metadata.GetAssemblyDefinition().GetAssemblyName(),
            References = [.. metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle).GetAssemblyName())],
            SdkUses = [.. UsesOf(HostAssemblies.Sdk.GetName().Name!, metadata)],
        };
    }

    private static IEnumerable<(string Type, string? Member)> UsesOf(string assembly, MetadataReader metadata)
    {
        var types = new Dictionary<EntityHandle, string>();
        foreach (var handle in metadata.TypeReferences)
        {
            if (TypeNameIn(assembly, metadata, handle) is not { } name)
                continue;
            types.Add(handle, name);
            yield return (name, null);
        }

        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            if (types.TryGetValue(member.Parent, out var type))
                yield return (type, metadata.GetString(member.Name));
        }
    }

    private static string? TypeNameIn(string assembly, MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        var name = metadata.GetString(type.Name);
        switch (type.ResolutionScope.Kind)
        {
            case HandleKind.TypeReference:
                return TypeNameIn(assembly, metadata, (TypeReferenceHandle)type.ResolutionScope) is { } outer ? $"{outer}+{name}" : null;
            case HandleKind.AssemblyReference:
                var scope = metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope);
                var prefix = type.Namespace.IsNil ? "" : metadata.GetString(type.Namespace) + ".";
                return metadata.GetString(scope.Name) == assembly ? prefix + name : null;
            default:
                return null;
        }
    }
}
