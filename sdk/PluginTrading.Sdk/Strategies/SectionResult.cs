using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Sdk.Strategies;

/// <summary>What a section decided.</summary>
public readonly struct SectionResult
{
    private readonly Decision _decision;

    private SectionResult(Decision decision, double confidence)
    {
        Confidence = confidence is >= 0 and <= 1
            ? confidence
            : throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "Confidence is from 0 to 1.");
        _decision = decision;
    }

    // Two fields of 16 bytes together, so that a result is returned in registers.
    private enum Decision : byte
    {
        False,
        Hold,
        True,
        Long,
        Short,
    }

    /// <summary>Not true.</summary>
    public static SectionResult False => default;

    /// <summary>Whether the section is true.</summary>
    public bool IsTrue => _decision >= Decision.True;

    /// <summary>Whether it saw something worth recording as a HOLD signal without acting.</summary>
    public bool IsHold => _decision == Decision.Hold;

    /// <summary>0 to 1; recorded with the decision.</summary>
    public double Confidence { get; }

    /// <summary>Signal detection of a strategy for both directions: the side of this signal.</summary>
    public PositionSide? PositionSide => _decision switch
    {
        Decision.Long => MarketData.PositionSide.Long,
        Decision.Short => MarketData.PositionSide.Short,
        _ => null,
    };

    /// <summary>True, with a confidence from 0 to 1.</summary>
    public static SectionResult True(double confidence = 1) => new(Decision.True, confidence);

    /// <summary>Signal detection: true for one side.</summary>
    public static SectionResult Signal(PositionSide positionSide, double confidence = 1) => new(positionSide == MarketData.PositionSide.Long ? Decision.Long : Decision.Short, confidence);

    /// <summary>Signal detection: not true, but recorded once when it begins, as a HOLD signal.</summary>
    public static SectionResult Hold(double confidence = 1) => new(Decision.Hold, confidence);

    /// <summary><see cref="True"/> with full confidence, or <see cref="False"/>.</summary>
    public static implicit operator SectionResult(bool isTrue) => isTrue ? True() : False;
}
