package watchpost.daemon.cli;

import java.util.List;
import watchpost.daemon.console.Console;

/** Every command of the program. */
final class Commands {
    private Commands() {}

    static List<ConsoleCommand> all(Console console) {
        return List.of(
                new DemoCommand(console),
                new SubscribeCommand(console),
                new ReplayCommand(console),
                new ExplainCommand(console),
                new AuditCommand(console),
                new DetectCommand(console),
                new EvaluateCommand(console),
                new EvaluateTracksCommand(console),
                new RunCommand(console),
                new OutboxCommand(console),
                new MailCommand(console),
                new EraseCommand(console),
                new DoctorCommand(console),
                new ProbeCommand(console),
                new CheckCommand(console),
                new BenchCommand(console),
                new VersionCommand(console));
    }
}
