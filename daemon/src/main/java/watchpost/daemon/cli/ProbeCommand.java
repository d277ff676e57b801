package watchpost.daemon.cli;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import watchpost.capture.Probe;
import watchpost.capture.ProbeReport;
import watchpost.capture.Transport;
import watchpost.capture.rtsp.Trust;
import watchpost.core.id.SourceUrl;
import watchpost.daemon.console.Console;
import watchpost.daemon.console.ExitCode;
import watchpost.daemon.console.UserError;

@Command(name = "probe", description = "Open a camera or file, watch it for a moment, and tell what it sends.")
final class ProbeCommand extends ConsoleCommand {
    @Parameters(
            paramLabel = "URL",
            description =
                    "rtsp://[user:password@]host/path, v4l2:/dev/video0, a video file, or a folder of pictures. Better in"
                            + " quotes: URLs often hold '&'.")
    private String url = "";

    @Option(names = "--transport", description = "How RTP travels: ${COMPLETION-CANDIDATES}; default auto.")
    private Transport transport = Transport.AUTO;

    @Option(names = "--for", paramLabel = "TIME", description = "How long to watch; default 4s.")
    private Duration watch = Duration.ofSeconds(4);

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description =
                    "The password, alone in a file, for the user of the URL (rtsp://user@host/path): a password on the"
                            + " command line is seen by everyone on this machine.")
    private @Nullable Path passwordFile;

    @ArgGroup
    private @Nullable Proof proof;

    /** How the camera of an rtsps:// URL proves who it is; one of them, else by the usual authorities and its host's name. */
    private static final class Proof {
        @Option(
                names = "--ca-file",
                paramLabel = "PEM",
                description = "Who may sign the certificate of an rtsps:// camera, instead of the usual authorities.")
        private @Nullable Path caFile;

        @Option(
                names = "--fingerprint",
                paramLabel = "SHA-256",
                description = "The certificate of an rtsps:// camera itself, as watchpost names it when it refuses it.")
        private @Nullable String fingerprint;

        @Option(names = "--insecure", description = "Believe whoever answers at an rtsps:// URL.")
        private boolean insecure;
    }

    ProbeCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run() throws Exception {
        SourceUrl source = source();
        ProbeReport report = Probe.probe(source, transport, watch, trust(source));
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

    private Trust trust(SourceUrl source) {
        Proof wanted = proof;
        if (wanted == null) {
            return Trust.authorities();
        }
        if (!source.scheme().equals("rtsps")) {
            throw UserError.usage(
                    "--ca-file, --fingerprint and --insecure go with an rtsps:// URL: only such a camera has"
                            + " a certificate.");
        }
        if (wanted.caFile != null) {
            if (!Files.isRegularFile(wanted.caFile) || !Files.isReadable(wanted.caFile)) {
                throw UserError.input("The certificate file " + wanted.caFile + " cannot be read.");
            }
            return Trust.signedBy(wanted.caFile);
        }
        if (wanted.fingerprint != null) {
            if (!Trust.isFingerprint(wanted.fingerprint)) {
                throw UserError.usage("--fingerprint takes a SHA-256 fingerprint, which has 64 hexadecimal digits.");
            }
            return Trust.pinned(wanted.fingerprint);
        }
        return wanted.insecure ? Trust.anybody() : Trust.authorities();
    }

    private SourceUrl source() {
        if (passwordFile == null) {
            return new SourceUrl(url);
        }
        int at = url.lastIndexOf('@');
        if (at < 0 || url.substring(0, at).matches(".*://.*:.*")) {
            throw UserError.usage(
                    "--password-file goes with a user name alone in the URL, as in rtsp://viewer@host/path.");
        }
        try {
            String password = URLEncoder.encode(Files.readString(passwordFile).strip(), StandardCharsets.UTF_8)
                    .replace("+", "%20");
            return new SourceUrl(url.substring(0, at) + ":" + password + url.substring(at));
        } catch (IOException e) {
            throw UserError.input("The password file " + passwordFile + " cannot be read.");
        }
    }

    private void say(String what, String value) {
        console().out().println(String.format(Locale.ROOT, "%-14s %s", what, value));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
    }
}
