namespace PluginTrading.Exchange.Mexc.Sockets;

/// <summary>What is said on a stream. One call at a time, except that <see cref="OpenAsync"/> overlaps with the others.</summary>
internal interface IStreamProtocol
{
    /// <summary>Whether everything that <see cref="OpenAsync"/> asked for was acknowledged.</summary>
    bool IsOpen { get; }

    /// <summary>Logs in or subscribes on a connection that was just made.</summary>
    Task OpenAsync(IMexcSocket socket, CancellationToken cancellationToken);

    /// <summary>Takes a frame. Whatever is in it, it does not throw for it.</summary>
    /// <returns>Whether the frame shows that the stream delivers; without such a frame for too long it is broken.</returns>
    /// <exception cref="StreamBrokenException">The connection is of no use.</exception>
    ValueTask<bool> TakeAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken);

    /// <summary>Called about once a second.</summary>
    ValueTask TickAsync(CancellationToken cancellationToken);

    /// <summary>The connection broke; told once until it is open again.</summary>
    ValueTask BrokenAsync(string cause, CancellationToken cancellationToken);
}
