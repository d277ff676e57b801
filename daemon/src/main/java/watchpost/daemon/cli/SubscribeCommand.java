package watchpost.daemon.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import watchpost.alerts.contract.spec.Schemas;
import watchpost.core.id.Names;
import watchpost.daemon.console.Console;
import watchpost.daemon.console.ExitCode;
import watchpost.daemon.console.UserError;
import watchpost.daemon.lifecycle.StopSignal;
import watchpost.daemon.subscribe.MessagePrinter;
import watchpost.testkit.delivery.DeliveryChecker;
import watchpost.testkit.mqtt.Subscriber;

@Command(
        name = "subscribe",
        description = "Print a box's messages as they arrive, and judge their delivery at the end.")
final class SubscribeCommand extends ConsoleCommand {
    private static final Duration FOR_EVER = Duration.ofDays(10_000);
    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final Duration LOOK = Duration.ofMillis(50);

    @Option(names = "--broker", paramLabel = "URL", description = "Default mqtt://127.0.0.1:1883.")
    private String broker = "mqtt://127.0.0.1:1883";

    @Option(names = "--topic", paramLabel = "FILTER", description = "May be given often; default watchpost/#.")
    private List<String> topics = List.of("watchpost/#");

    @Option(names = "--username", paramLabel = "NAME", description = "Who reads.")
    private String username = "";

    @Option(names = "--password-file", paramLabel = "FILE", description = "Holds the password on its first line.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "Who may have signed the broker's certificate (PEM).")
    private @Nullable Path caFile;

    @Option(
            names = "--receipts",
            paramLabel = "NAME",
            description = "Confirm to the boxes, under this name, what was printed; their mqtt.receipts must name it.")
    private String receipts = "";

    @Option(names = "--json", description = "Print the messages as they come, one JSON object a line.")
    private boolean json;

    @Option(names = "--for", paramLabel = "TIME", description = "End after this time, such as 30s.")
    private @Nullable Duration limit;

    SubscribeCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run() throws Exception {
        return read(StopSignal.install());
    }

    private ExitCode read(StopSignal signal) throws Exception {
        DeliveryChecker checker = new DeliveryChecker(Schemas.all(), false);
        try (Subscriber subscriber = settings().start(checker.andThen(new MessagePrinter(console(), json)))) {
            awaitConnection(subscriber, signal);
            signal.await(limit == null ? FOR_EVER : limit);
        }
        console().err().println(checker.report());
        return checker.isClean() ? ExitCode.OK : ExitCode.FAILED;
    }

    private Subscriber.Builder settings() throws Exception {
        Subscriber.Builder settings = Subscriber.builder(broker).topics(topics.toArray(String[]::new));
        if (!username.isEmpty()) {
            String password = passwordFile == null
                    ? ""
                    : Files.readString(passwordFile).lines().findFirst().orElse("");
            settings.credentials(username, password);
        }
        if (!receipts.isEmpty()) {
            if (!Names.isName(receipts)) {
                throw UserError.usage("--receipts " + receipts + ": this is not a name; use " + Names.RULE);
            }
            settings.receipts(receipts);
        }
        return caFile == null ? settings : settings.ca(caFile);
    }

    /** The first connection must come about at once; later ones are tried for as long as it takes. */
    private void awaitConnection(Subscriber subscriber, StopSignal signal) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!subscriber.isReady() && !signal.await(LOOK)) {
            boolean refused = !subscriber.trouble().isEmpty();
            if (refused || System.nanoTime() > end) {
                throw UserError.peer("Cannot subscribe at " + broker + ": " + reason(subscriber.trouble())
                        + "; check that the broker runs there and lets this user in");
            }
        }
    }

    /** The innermost words of Paho's exceptions. */
    private static String reason(String trouble) {
        if (trouble.isEmpty()) {
            return "it does not answer";
        }
        String words = trouble.replaceFirst("^.*Exception: ?", "");
        return words.isBlank() ? "it refuses" : words;
    }
}
