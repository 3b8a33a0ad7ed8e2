using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Sdk.Strategies;

/// <summary>What a section decided.</summary>
public readonly struct SectionResult
{
    private SectionResult(bool isTrue, bool isHold, double confidence, PositionSide? positionSide)
    {
        IsTrue = isTrue;
        IsHold = isHold;
        Confidence = confidence;
        PositionSide = positionSide;
    }

    /// <summary>Not true.</summary>
    public static SectionResult False => default;

    /// <summary>Whether the section is true.</summary>
    public bool IsTrue { get; }

    /// <summary>Whether it saw something worth recording as a HOLD signal without acting.</summary>
    public bool IsHold { get; }

    /// <summary>0 to 1; recorded with the decision.</summary>
    public double Confidence { get; }

    /// <summary>Signal detection of a strategy for both directions: the side of this signal.</summary>
    public PositionSide? PositionSide { get; }

    /// <summary>True, with a confidence from 0 to 1.</summary>
    public static SectionResult True(double confidence = 1) => new(true, false, Checked(confidence), null);

    /// <summary>Signal detection: true for one side.</summary>
    public static SectionResult Signal(PositionSide positionSide, double confidence = 1) => new(true, false, Checked(confidence), positionSide);

    /// <summary>Signal detection: not true, but recorded once when it begins, as a HOLD signal.</summary>
    public static SectionResult Hold(double confidence = 1) => new(false, true, Checked(confidence), null);

    /// <summary><see cref="True"/> with full confidence, or <see cref="False"/>.</summary>
    public static implicit operator SectionResult(bool isTrue) => isTrue ? True() : False;

    private static double Checked(double confidence) => confidence is >= 0 and <= 1
        ? confidence
        : throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "Confidence is from 0 to 1.");
}
