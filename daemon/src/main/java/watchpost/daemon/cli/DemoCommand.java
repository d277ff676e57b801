package watchpost.daemon.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import watchpost.daemon.console.Console;
import watchpost.daemon.console.ExitCode;
import watchpost.daemon.demo.Demo;
import watchpost.daemon.demo.DemoSummary;
import watchpost.daemon.lifecycle.StartCancelledException;
import watchpost.daemon.lifecycle.StopSignal;

@Command(
        name = "demo",
        description = "Show the whole product on this machine: three cameras, a broker, the messages and the page.")
final class DemoCommand extends ConsoleCommand {
    private static final Duration FOR_EVER = Duration.ofDays(10_000);

    @Option(names = "--for", paramLabel = "TIME", description = "End after this time, such as 30s, with a summary.")
    private @Nullable Duration limit;

    @Option(names = "--port", paramLabel = "N", description = "Where the page is wanted; default 8080.")
    private int port = 8_080;

    @Option(names = "--json", description = "Print the messages as they come, one JSON object a line.")
    private boolean json;

    DemoCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run() throws Exception {
        return show(StopSignal.install());
    }

    private ExitCode show(StopSignal signal) throws Exception {
        say("Three cameras play a clip on loopback; what a subscriber receives is printed below.");
        try (Demo demo = Demo.start(console(), port, json, signal::isRequested)) {
            if (demo.port() != port) {
                say("Port " + port + " is in use, so the page takes another one.");
            }
            say("The page: http://127.0.0.1:" + demo.port()
                    + (limit == null ? "   (Ctrl-C ends the demo)" : "   (the demo ends by itself)"));
            signal.await(limit == null ? FOR_EVER : limit);
            DemoSummary summary = demo.finish();
            say("Summary");
            summary.lines().forEach(line -> say("  " + line));
            return summary.isGood() ? ExitCode.OK : ExitCode.FAILED;
        } catch (StartCancelledException e) {
            return ExitCode.OK;
        }
    }

    private void say(String line) {
        console().err().println(console().errColours().bold(line));
    }
}
