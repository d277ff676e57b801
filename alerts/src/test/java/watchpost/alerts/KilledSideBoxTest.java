package watchpost.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.alerts.mail.MailSettings.Security;
import watchpost.testkit.Await;
import watchpost.testkit.tls.TestAuthority;

/** A box that posts and mails is killed again and again; {@code -Dwatchpost.side.kills=100} is the long form. */
class KilledSideBoxTest {
    private static final int KILLS = Integer.getInteger("watchpost.side.kills", 10);
    private static final Pattern COUNT = Pattern.compile("\"count\":(\\d+)");
    private static final Pattern HOLDS = Pattern.compile("hall holds (\\d+), limit");

    @TempDir
    Path directory;

    private final Set<Long> stored = new HashSet<>();
    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);
    private int duplicates;
    private int seenPosts;
    private int seenMails;

    @Test
    void killsLoseNothingAndRepeatAtMostWhatWasOnItsWay() throws Exception {
        Files.writeString(directory.resolve("secret"), HookServer.SECRET);
        Files.writeString(directory.resolve("password"), MailServer.PASSWORD);
        try (TestAuthority authority = TestAuthority.create()) {
            TestAuthority.Identity identity = authority.issue("server", List.of("IP:127.0.0.1"));
            try (HookServer hook = new HookServer(identity);
                    MailServer relay = new MailServer(identity, Security.STARTTLS)) {
                for (int life = 0; life < KILLS; life++) {
                    Process box = SideBox.start(
                            directory, authority.certificate(), hook.port(), relay.port(), 1_000_000L * life);
                    liveAndDie(box, hook, relay);
                    countDuplicates(hook, relay);
                }
                try (AlertService last = SideBox.open(directory, authority.certificate(), hook.port(), relay.port())) {
                    Await.until("nothing that waits", () -> last.channels().values().stream()
                            .allMatch(channel -> channel.backlog() == 0));
                }
                countDuplicates(hook, relay);
                assertNothingLost(hook, relay);
            }
        }
    }

    private void liveAndDie(Process box, HookServer hook, MailServer relay) throws Exception {
        try (BufferedReader out = box.inputReader()) {
            int posts = hook.arrivals().size();
            int mails = relay.taken().size();
            Await.until(
                    "a post and a mail",
                    () -> hook.arrivals().size() > posts && relay.taken().size() > mails);
            LockSupport.parkNanos(Duration.ofMillis(random.nextInt(1, 300)).toNanos());
            // through the handle: the process itself would close the stream that is still to be read
            box.toHandle().destroyForcibly();
            out.lines()
                    .map(line -> Long.valueOf(line.substring(line.indexOf(' ') + 1)))
                    .forEach(stored::add);
        }
        assertTrue(box.waitFor(10, TimeUnit.SECONDS));
    }

    /** What came since the last look and had come before: at most one a kill on each way. */
    private void countDuplicates(HookServer hook, MailServer relay) {
        List<String> posts = List.copyOf(hook.arrivals());
        List<String> mails =
                relay.taken().stream().map(mail -> mail.header("Message-ID")).toList();
        duplicates += repeated(posts, seenPosts) + repeated(mails, seenMails);
        seenPosts = posts.size();
        seenMails = mails.size();
    }

    private int repeated(List<String> ids, int from) {
        Set<String> known = new HashSet<>(ids.subList(0, from));
        List<String> again = ids.subList(from, ids.size()).stream()
                .filter(id -> !known.add(id))
                .toList();
        assertTrue(again.size() <= 1, () -> "more than one repeated after one kill: " + again + "; seed " + seed);
        return again.size();
    }

    private void assertNothingLost(HookServer hook, MailServer relay) {
        String posted = String.join("\n", hook.taken());
        String mailed = relay.taken().stream().map(MailServer.Mail::raw).collect(Collectors.joining("\n"));
        assertEquals(Set.of(), without(COUNT.matcher(posted)), "stored and never posted; seed " + seed);
        assertEquals(Set.of(), without(HOLDS.matcher(mailed.toLowerCase(java.util.Locale.ROOT))), "never mailed");
        assertTrue(hook.checker.isClean(), hook.checker::report);
        System.out.printf(
                "figure: kill -9 of a box that posts and mails, %d times: %d incidents stored, 0 lost, %d duplicates%n",
                KILLS, stored.size(), duplicates);
    }

    private Set<Long> without(Matcher found) {
        Set<Long> missing = new TreeSet<>(stored);
        while (found.find()) {
            missing.remove(Long.valueOf(found.group(1)));
        }
        return missing;
    }
}
