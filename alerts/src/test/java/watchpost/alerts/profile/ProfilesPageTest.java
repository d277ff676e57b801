package watchpost.alerts.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.alerts.Events;
import watchpost.alerts.transport.Outgoing;
import watchpost.core.event.RuleEvent.Phase;

/** The messages in docs/profiles.md are messages as a box sends them. */
class ProfilesPageTest {
    private static final Path PAGE = Path.of("../docs/profiles.md");
    /** A topic on a line of its own, and below it a payload. */
    private static final Pattern MESSAGE = Pattern.compile("(?s)\\n`([^`\\n]+)`\\n\\n```json\\n(.*?)\\n```");

    @TempDir
    Path directory;

    @Test
    void theMessagesOnThePageAreReal() throws Exception {
        List<Outgoing> sent = new ArrayList<>();
        try (ProfileBench bench = new ProfileBench(directory, Rules.homeAssistant(Rules.gate(Rules.YARD)))) {
            bench.take(Events.intrusion(Phase.OPENED, 7, 1));
            bench.connect();
            sent.addAll(bench.sent());
        }
        try (ProfileBench bench = new ProfileBench(
                directory.resolve("other"), Rules.all(Rules.gate(Rules.DOOR, Rules.COUNT, Rules.ROAD)))) {
            bench.take(Events.crossing(Phase.OPENED, 6, 1));
            bench.take(Events.footfall(60));
            bench.take(Events.flow(60));
            bench.connect();
            sent.addAll(bench.sent());
        }
        String page = Files.readString(PAGE);
        List<MatchResult> messages = MESSAGE.matcher(page).results().toList();
        assertTrue(messages.size() >= 7, "the page has messages");
        for (MatchResult message : messages) {
            Outgoing real = sent.stream()
                    .filter(one -> one.topic().equals(message.group(1)))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("nothing is sent to " + message.group(1)));
            String pretty = Golden.pretty(Golden.json(ProfileBench.text(real)));
            if (Golden.isWritten()) {
                page = page.replaceFirst(
                        Pattern.quote(message.group()),
                        Matcher.quoteReplacement("\n`" + real.topic() + "`\n\n```json\n" + pretty + "\n```"));
                Files.writeString(PAGE, page);
            } else {
                assertEquals(pretty, message.group(2), () -> PAGE + ": " + real.topic());
            }
        }
    }
}
