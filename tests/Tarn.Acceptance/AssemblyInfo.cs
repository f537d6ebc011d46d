using Tarn.Acceptance.Harness;
using Xunit;

[assembly: AssemblyFixture(typeof(SharedSources))]
