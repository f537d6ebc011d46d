using SharpFuzz;

namespace Tarn.Fuzz;

/// <summary>What <c>fuzz/run</c> calls: see fuzz/README.md.</summary>
internal static class Program
{
    private const string Usage = """
        Tarn.Fuzz list                   the targets
        Tarn.Fuzz seeds TARGET FOLDER    write the inputs to start from
        Tarn.Fuzz fuzz TARGET            be afl-fuzz's program
        Tarn.Fuzz check TARGET FILE...   check these inputs
        Tarn.Fuzz replay TARGET NUMBER   check seeds, corpus, and so many damaged versions of them
        """;

    /// <summary>How often the memory of the process is looked at: that costs more than a small check.</summary>
    private const int ChecksPerLook = 256;

    private static int Main(string[] args)
    {
        switch (args)
        {
            case ["list"]:
                foreach (var target in AllTargets.List)
                {
                    Console.WriteLine($"{target.Name, -16} {target.Parses}");
                }
                return 0;
            case ["seeds", var name, var folder]:
                WriteSeeds(AllTargets.Of(name), folder);
                return 0;
            case ["fuzz", var name]:
                Fuzz(new Examination(AllTargets.Of(name)));
                return 0;
            case ["check", var name, .. var files]:
                return files.Count(file => !Check(new Examination(AllTargets.Of(name)), file));
            case ["replay", var name, var number]:
                var count = Replay.Run(
                    name,
                    int.Parse(number, System.Globalization.CultureInfo.InvariantCulture)
                );
                Console.WriteLine($"{name}: {count} inputs, no finding");
                return 0;
            default:
                Console.Error.WriteLine(Usage);
                return 2;
        }
    }

    private static void WriteSeeds(ITarget target, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var seed in target.Seeds.Concat(Corpus.Of(target.Name)))
        {
            File.WriteAllBytes(Path.Combine(folder, Corpus.NameOf(seed)), seed);
        }
    }

    private static void Fuzz(Examination examination)
    {
        var count = 0;
        Fuzzer.OutOfProcess.Run(input =>
        {
            using var bytes = new MemoryStream();
            input.CopyTo(bytes);
            examination.Check(bytes.ToArray());
            if (++count % ChecksPerLook == 0)
            {
                Examination.CheckProcess();
            }
        });
    }

    private static bool Check(Examination examination, string file)
    {
        try
        {
            examination.Check(File.ReadAllBytes(file));
            Console.WriteLine($"{file}: no finding");
            return true;
        }
        catch (Exception failure)
        {
            Console.WriteLine($"{file}: {failure}");
            return false;
        }
    }
}
