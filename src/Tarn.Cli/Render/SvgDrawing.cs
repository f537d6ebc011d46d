using System.Globalization;
using System.Text;
using System.Xml;

namespace Tarn.Cli.Render;

/// <summary>Writes an SVG, shape by shape. Lengths are pixels, from the top left corner.</summary>
internal sealed class SvgDrawing : IDisposable
{
    private const string Namespace = "http://www.w3.org/2000/svg";

    private readonly XmlWriter _xml;

    /// <summary>Begins one.</summary>
    /// <param name="stream">Where it goes; stays the caller's.</param>
    /// <param name="title">What it shows, for those who do not see it.</param>
    /// <param name="width">Its width.</param>
    /// <param name="height">Its height.</param>
    /// <param name="styles">CSS.</param>
    public SvgDrawing(Stream stream, string title, int width, int height, string styles)
    {
        _xml = XmlWriter.Create(
            stream,
            new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false) }
        );
        _xml.WriteStartElement("svg", Namespace);
        Set("width", width);
        Set("height", height);
        _xml.WriteAttributeString("viewBox", $"0 0 {TextOf(width)} {TextOf(height)}");
        _xml.WriteAttributeString("role", "img");
        _xml.WriteElementString("title", Namespace, title);
        _xml.WriteElementString("style", Namespace, styles);
    }

    /// <summary>A rectangle.</summary>
    public void Rectangle(string style, int x, int y, int width, int height)
    {
        _xml.WriteStartElement("rect", Namespace);
        _xml.WriteAttributeString("class", style);
        Set("x", x);
        Set("y", y);
        Set("width", width);
        Set("height", height);
        _xml.WriteEndElement();
    }

    /// <summary>A line of text, which stands on <paramref name="y"/>.</summary>
    public void Text(string style, int x, int y, string text)
    {
        _xml.WriteStartElement("text", Namespace);
        _xml.WriteAttributeString("class", style);
        Set("x", x);
        Set("y", y);
        _xml.WriteString(text);
        _xml.WriteEndElement();
    }

    /// <summary>Shapes that belong together, with a text that shows when one points at them.</summary>
    public void BeginGroup(string title)
    {
        _xml.WriteStartElement("g", Namespace);
        _xml.WriteElementString("title", Namespace, title);
    }

    /// <summary>Ends them.</summary>
    public void EndGroup() => _xml.WriteEndElement();

    /// <summary>A pattern to fill shapes with: diagonal lines of the style <c>stripe</c> on <c>ground</c>.</summary>
    public void DefineStripes(string id)
    {
        _xml.WriteStartElement("pattern", Namespace);
        _xml.WriteAttributeString("id", id);
        _xml.WriteAttributeString("patternUnits", "userSpaceOnUse");
        Set("width", 5);
        Set("height", 5);
        Rectangle("ground", 0, 0, 5, 5);
        _xml.WriteStartElement("path", Namespace);
        _xml.WriteAttributeString("class", "stripe");
        _xml.WriteAttributeString("d", "M-1 6L6 -1M-1 1L1 -1M4 6L6 4");
        _xml.WriteEndElement();
        _xml.WriteEndElement();
    }

    /// <summary>Ends it.</summary>
    public void Dispose() => _xml.Dispose();

    private void Set(string name, int value) => _xml.WriteAttributeString(name, TextOf(value));

    private static string TextOf(int value) => value.ToString(CultureInfo.InvariantCulture);
}
