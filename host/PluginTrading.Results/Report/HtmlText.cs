using System.Net;
using System.Text;

namespace PluginTrading.Results.Report;

/// <summary>HTML being written: what comes from outside is escaped, tags are ours.</summary>
internal sealed class HtmlText
{
    private readonly StringBuilder _text = new();

    /// <summary>Markup of our own.</summary>
    public HtmlText Raw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    /// <summary>Text from anywhere; good inside an element and inside a quoted attribute.</summary>
    public HtmlText Text(string? text)
    {
        _text.Append(WebUtility.HtmlEncode(text));
        return this;
    }

    /// <summary>An element with text in it.</summary>
    public HtmlText Element(string tag, string? text, string? cssClass = null)
    {
        _text.Append('<').Append(tag);
        if (!string.IsNullOrEmpty(cssClass))
            _text.Append(" class=\"").Append(cssClass).Append('"');
        _text.Append('>');
        return Text(text).Raw("</").Raw(tag).Raw(">");
    }

    public HtmlText Line()
    {
        _text.Append('\n');
        return this;
    }

    public override string ToString() => _text.ToString();
}
