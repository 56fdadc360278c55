namespace CloudStack.Drivers.Simulator;

/// <summary>A file whose plan is read again whenever the file changes. Looking costs one stat call.</summary>
internal sealed class ControlFile(string path, Action<SimulatorPlan> changed)
{
    private readonly Lock _reading = new();
    private (DateTime Written, long Length) _seen;

    public void Refresh()
    {
        var file = new FileInfo(path);
        var now = file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
        lock (_reading)
        {
            if (now == _seen)
            {
                return;
            }

            string text;
            try
            {
                text = file.Exists ? File.ReadAllText(path) : "";
            }
            catch (IOException)
            {
                // Someone is writing it: the next call looks again.
                return;
            }

            _seen = now;
            try
            {
                changed(SimulatorPlan.Parse(text));
            }
            catch (FormatException e)
            {
                throw new DriverException(Outcome.NotApplied, $"The simulator's control file {path} cannot be read: {e.Message}", innerException: e);
            }
        }
    }
}
