using System.Globalization;
using Tarn.Cli;
using Tarn.Cli.Render;
using Tarn.Cli.Render.Json;
using Tarn.Results;
using Xunit;

namespace Tarn.Tests.Cli.Render;

public sealed class WatchTests
{
    private const int Problems = 1000;

    private volatile int _made;

    [Fact]
    public async Task Problems_wait_for_who_tells_them_and_all_are_told_in_order()
    {
        var report = new SlowReport(this);
        var session = new Session(new Output(Stream.Null, false), report, false, TimeProvider.System);

        var result = await new Watch(session).RunAsync(listener => Task.Run(() => Operation(listener)));

        Assert.Equal(Problems, result);
        Assert.Equal(
            Enumerable.Range(0, Problems).Select(number => number.ToString(CultureInfo.InvariantCulture)),
            report.Told
        );
        // 64 wait; one may be on either side.
        Assert.InRange(report.MostWaiting, 60, 66);
    }

    private int Operation(IListener listener)
    {
        for (; _made < Problems; _made++)
        {
            var text = _made.ToString(CultureInfo.InvariantCulture);
            listener.OnProblem(new Problem(ProblemKind.Skipped, default, text));
        }
        return _made;
    }

    /// <summary>Takes its time over the first problem, until as many as can have been made.</summary>
    private sealed class SlowReport(WatchTests test) : IReport
    {
        public List<string> Told { get; } = [];

        public int MostWaiting { get; private set; }

        public TimeSpan Interval => TimeSpan.MaxValue;

        public void Problem(Problem problem)
        {
            if (Told.Count == 0)
            {
                SpinWait.SpinUntil(() => test._made >= 64);
                // Time for more to come, if the bound were not there.
                SpinWait.SpinUntil(() => test._made > 100, TimeSpan.FromMilliseconds(50));
            }
            MostWaiting = Math.Max(MostWaiting, test._made - Told.Count);
            Told.Add(problem.Message);
        }

        public void Status(Progress progress, TimeSpan elapsed) { }

        public void Note(string message) { }

        public void Map(string title, VolumeMap map) { }

        public void Summary(JsonLine.Summary summary) { }

        public void Error(string message, IReadOnlySet<ExitCode.Reason> reasons) { }
    }
}
