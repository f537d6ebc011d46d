using System.Text.Json.Serialization;

namespace Tarn.Cli.Render.Json;

/// <summary>One line of <c>--json</c> output (docs/json.md). A closed set, told apart by <c>type</c>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Status), "status")]
[JsonDerivedType(typeof(Problem), "problem")]
[JsonDerivedType(typeof(Note), "note")]
[JsonDerivedType(typeof(Summary), "summary")]
[JsonDerivedType(typeof(Error), "error")]
[JsonDerivedType(typeof(ListedArchive), "archive")]
[JsonDerivedType(typeof(ListedVolume), "volume")]
[JsonDerivedType(typeof(ListedEntry), "entry")]
[JsonDerivedType(typeof(FoundArchive), "found_archive")]
[JsonDerivedType(typeof(Segment), "segment")]
internal abstract record JsonLine
{
    private JsonLine() { }

    /// <summary>How far a run is.</summary>
    public sealed record Status(
        long Entries,
        long ContentBytes,
        long StoredBytes,
        string? Path,
        byte[]? PathBytes,
        double ElapsedSeconds
    ) : JsonLine;

    /// <summary>Something that did not come out whole.</summary>
    public sealed record Problem(string Kind, string? Path, byte[]? PathBytes, string Message) : JsonLine
    {
        public int? Volume { get; init; }
        public long? Offset { get; init; }
        public long? Size { get; init; }
        public IReadOnlyList<LostRange>? Lost { get; init; }
        public long? UnknownEntries { get; init; }
    }

    /// <summary>Something to know, which is no problem.</summary>
    public sealed record Note(string Message) : JsonLine;

    /// <summary>What a run has done.</summary>
    public sealed record Summary : JsonLine
    {
        public required string Operation { get; init; }
        public string? Archive { get; init; }
        public string? RescuedArchive { get; init; }
        public string? VerifiedArchive { get; init; }
        public string? Set { get; init; }
        public byte[]? SetBytes { get; init; }
        public required long Entries { get; init; }
        public required long ContentBytes { get; init; }
        public long? WholeEntries { get; init; }
        public long? StoredBytes { get; init; }
        public int? Volumes { get; init; }
        public long? Kept { get; init; }
        public long? LeftOut { get; init; }
        public bool? DryRun { get; init; }
        public required IReadOnlyDictionary<string, long> Problems { get; init; }
        public required double ElapsedSeconds { get; init; }
        public required int ExitStatus { get; init; }
        public required IReadOnlyList<string> ExitReasons { get; init; }
    }

    /// <summary>A run ended without a result.</summary>
    public sealed record Error(string Message, int ExitStatus, IReadOnlyList<string> ExitReasons) : JsonLine;

    /// <summary>An archive of a store.</summary>
    public sealed record ListedArchive : JsonLine
    {
        public string Id { get; init; } = "";
        public string? Set { get; init; }
        public byte[]? SetBytes { get; init; }
        public string? Created { get; init; }
        public string? Kind { get; init; }
        public string? Codec { get; init; }
        public long Entries { get; init; }
        public long ContentBytes { get; init; }
        public long StoredBytes { get; init; }
        public int Volumes { get; init; }
        public bool Complete { get; init; }
        public IReadOnlyList<int>? MissingVolumes { get; init; }
        public IReadOnlyList<int>? DamagedVolumes { get; init; }
        public bool HasLastVolume { get; init; }
    }

    /// <summary>An archive of which segments were found.</summary>
    public sealed record FoundArchive : JsonLine
    {
        public required string Id { get; init; }
        public string? Set { get; init; }
        public string? Created { get; init; }
        public required IReadOnlyList<int> Volumes { get; init; }
        public required bool HasLastVolume { get; init; }
        public required long Whole { get; init; }
        public required long Partial { get; init; }
        public required long Lost { get; init; }
        public required long Unknown { get; init; }
        public bool? Inside { get; init; }
    }

    /// <summary>A segment, and where it is.</summary>
    public sealed record Segment(
        long Offset,
        string Kind,
        string Archive,
        int Volume,
        long Sequence,
        int StoredLength
    ) : JsonLine;

    /// <summary>A volume of an archive.</summary>
    public sealed record ListedVolume : JsonLine
    {
        public required int Number { get; init; }
        public string? Name { get; init; }
        public required string State { get; init; }
        public long? StoredBytes { get; init; }
        public required long Entries { get; init; }
        public string? FirstPath { get; init; }
        public byte[]? FirstPathBytes { get; init; }
        public string? LastPath { get; init; }
        public byte[]? LastPathBytes { get; init; }
    }

    /// <summary>An entry of an archive.</summary>
    public sealed record ListedEntry : JsonLine
    {
        public required string Path { get; init; }
        public byte[]? PathBytes { get; init; }
        public required string Kind { get; init; }
        public required string Mode { get; init; }
        public required uint Uid { get; init; }
        public required uint Gid { get; init; }
        public string? User { get; init; }
        public string? Group { get; init; }
        public required string Mtime { get; init; }
        public long? Size { get; init; }
        public string? Target { get; init; }
        public byte[]? TargetBytes { get; init; }
        public uint? Major { get; init; }
        public uint? Minor { get; init; }
        public string? Hash { get; init; }
        public IReadOnlyList<string>? Flags { get; init; }
        public int? Volume { get; init; }
        public string? Outlook { get; init; }
    }
}
