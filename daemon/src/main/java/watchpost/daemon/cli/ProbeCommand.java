package watchpost.daemon.cli;

import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import watchpost.capture.Probe;
import watchpost.capture.ProbeReport;
import watchpost.capture.Transport;
import watchpost.core.id.SourceUrl;
import watchpost.daemon.console.Console;
import watchpost.daemon.console.ExitCode;

@Command(name = "probe", description = "Open a camera or file, watch it for a moment, and tell what it sends.")
final class ProbeCommand extends ConsoleCommand {
    @Parameters(
            paramLabel = "URL",
            description = "rtsp://[user:password@]host/path, or a video file. Better in quotes: URLs often hold '&'.")
    private String url = "";

    @Option(names = "--transport", description = "How RTP travels: ${COMPLETION-CANDIDATES}; default auto.")
    private Transport transport = Transport.AUTO;

    @Option(names = "--for", paramLabel = "TIME", description = "How long to watch; default 4s.")
    private Duration watch = Duration.ofSeconds(4);

    ProbeCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run() throws Exception {
        SourceUrl source = new SourceUrl(url);
        ProbeReport report = Probe.probe(source, transport, watch);
        say("source", source.toString());
        say("video", report.codec() + (report.profile().isEmpty() ? "" : " (" + report.profile() + ")"));
        say("size", report.size().toString());
        say("pictures", String.format(Locale.ROOT, "%.1f per second", report.fps()));
        report.keyFrameInterval().ifPresent(interval -> say("key frames", "every " + seconds(interval)));
        say("bit rate", String.format(Locale.ROOT, "%.2f Mbit/s", report.bitsPerSecond() / 1e6));
        say("audio", report.audio().orElse("none"));
        report.transport().ifPresent(used -> say("transport", used.name().toLowerCase(Locale.ROOT)));
        say("time stamps", report.timestampsGood() ? "good" : "not good");
        say("first picture", "after " + seconds(report.untilFirstPicture()));
        report.advice().forEach(advice -> say(console().outColours().warning("advice"), advice));
        return ExitCode.OK;
    }

    private void say(String what, String value) {
        console().out().println(String.format(Locale.ROOT, "%-14s %s", what, value));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
    }
}
