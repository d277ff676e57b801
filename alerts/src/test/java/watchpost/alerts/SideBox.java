package watchpost.alerts;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import watchpost.alerts.evidence.PictureSource;
import watchpost.alerts.mail.MailSettings;
import watchpost.alerts.webhook.WebhookSettings;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.event.Severity;
import watchpost.testkit.Await;

/**
 * A box in a process of its own, to be killed, whose broker is away: it posts and mails one incident after the other and prints the
 * number of each one that is safely stored. Arguments: directory, file of authorities, port of the web server, port of the mail relay,
 * first number.
 */
public final class SideBox {
    private static final long PAUSE_NANOS = 40_000_000;

    private SideBox() {}

    /** Starts it; what it prints is to be read. */
    static Process start(Path directory, Path authority, int hookPort, int mailPort, long firstNumber)
            throws IOException {
        // the natives that a killed JVM leaves behind go with the test's folder
        Path temporary = Files.createDirectories(directory.resolve("tmp"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        SideBox.class.getName(),
                        directory.toString(),
                        authority.toString(),
                        Integer.toString(hookPort),
                        Integer.toString(mailPort),
                        Long.toString(firstNumber))
                .redirectError(directory.resolve("err").toFile())
                .start();
    }

    static AlertService open(Path directory, Path authority, int hookPort, int mailPort) throws AlertException {
        WebhookSettings hook = new WebhookSettings(
                URI.create("https://127.0.0.1:" + hookPort + "/in"),
                directory.resolve("secret"),
                Optional.of(authority),
                false);
        MailSettings relay = new MailSettings(
                new MailSettings.Server("127.0.0.1", mailPort, MailSettings.Security.STARTTLS, Optional.of(authority)),
                Optional.of(new MailSettings.Login(MailServer.USER, directory.resolve("password"))),
                "box@example.com",
                List.of("guard@example.com"),
                10_000_000,
                new MailSettings.Style(false, ZoneId.of("UTC"), Optional.empty()));
        return Services.open(
                directory,
                "mqtt://127.0.0.1:1",
                Optional.of(new HookSettings(hook, 16 << 20, false, false)),
                Optional.of(new EmailSettings(relay, 16 << 20, Severity.INFO, false, true)),
                PictureSource.NONE,
                System::nanoTime);
    }

    public static void main(String[] args) throws Exception {
        AlertService service =
                open(Path.of(args[0]), Path.of(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
        long first = Long.parseLong(args[4]);
        AtomicLong stored = new AtomicLong();
        service.onIncident(note -> {
            Object number = note.incident().attributes().entries().get("count");
            stored.addAndGet(number instanceof Long count && count >= first ? 1 : 0);
            System.out.println("stored " + number);
            System.out.flush();
        });
        for (long count = first; true; count++) {
            long happened = 2 * (count - first);
            // a machine that stands still for a moment must not make a backlog, which is sent with another window
            Await.until(
                    "few that wait",
                    () -> happened - stored.get() <= 4
                            && service.channels().values().stream().allMatch(channel -> channel.backlog() <= 4));
            service.accept(Events.tooMany(Phase.OPENED, 1, count));
            service.accept(Events.tooMany(Phase.CLOSED, 1, count));
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
