namespace PluginTrading.Data.Import;

/// <summary>A line that is longer than any row of a CSV file.</summary>
internal sealed class LineTooLongException() : Exception($"is longer than {LineReader.MaximumLength} bytes; expected lines of a CSV file.");
