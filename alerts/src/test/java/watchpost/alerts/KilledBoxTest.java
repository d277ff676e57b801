package watchpost.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.testkit.Await;
import watchpost.testkit.mqtt.EmbeddedBroker;

/** The box is killed again and again in the middle of its work; {@code -Dwatchpost.kills=200} is the long form. */
class KilledBoxTest {
    private static final int KILLS = Integer.getInteger("watchpost.kills", 5);
    private static final Pattern ENVELOPE =
            Pattern.compile("\"event_id\":\"([^\"]+)\".*\"epoch\":\"([^\"]+)\",\"seq\":(\\d+),.*\"count\":(\\d+)");

    @TempDir
    Path directory;

    @Test
    void nothingThatWasStoredIsLostByKills() throws Exception {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                Subscriber subscriber = new Subscriber(broker.url(), "watchpost/#")) {
            Set<Long> stored = new HashSet<>();
            List<Long> firstAfter = new ArrayList<>();
            for (int i = 0; i < KILLS; i++) {
                long began = System.nanoTime();
                int before = subscriber.all().size();
                Process box = TestingBox.start(directory, broker.url(), stored.size() + 1_000_000L * i, 50);
                try (BufferedReader out = box.inputReader()) {
                    stored.add(number(out.readLine()));
                    Await.until(
                            "a message",
                            () -> subscriber.count("/incidents/") > 0
                                    && subscriber.all().size() > before + 1);
                    firstAfter.add((System.nanoTime() - began) / 1_000_000);
                    LockSupport.parkNanos(
                            Duration.ofMillis(random.nextInt(1, 800)).toNanos());
                    // through the handle: the process itself would close the stream that is still to be read
                    box.toHandle().destroyForcibly();
                    out.lines().map(KilledBoxTest::number).forEach(stored::add);
                }
                assertTrue(box.waitFor(10, TimeUnit.SECONDS));
            }
            try (AlertService last = Services.open(directory, broker.url())) {
                Await.until(
                        "an empty outbox",
                        () -> last.counters().backlog() == 0
                                && last.connection().connected());
            }
            long duplicates = check(subscriber, stored, "seed " + seed);
            assertTrue(duplicates <= KILLS, "more than one duplicate a kill: " + duplicates + "; seed " + seed);
            System.out.println("kill -9, " + KILLS + " times: " + stored.size() + " stored, 0 lost, " + duplicates
                    + " duplicates, first message after a start " + firstAfter + " ms");
        }
    }

    private static long check(Subscriber subscriber, Set<Long> stored, String seed) {
        Map<String, Long> seqOf = new HashMap<>();
        Set<Long> numbers = new HashSet<>();
        TreeSet<Long> seqs = new TreeSet<>();
        Set<String> epochs = new HashSet<>();
        long duplicates = 0;
        for (Subscriber.Received message : subscriber.all()) {
            Matcher envelope = ENVELOPE.matcher(message.text());
            if (!envelope.find()) {
                continue;
            }
            long seq = Long.parseLong(envelope.group(3));
            Long known = seqOf.put(envelope.group(1), seq);
            duplicates += known == null ? 0 : 1;
            assertTrue(known == null || known == seq, "an id stands for one message; " + seed);
            assertTrue(known != null || seqs.add(seq), "a place is given once: " + seq + "; " + seed);
            epochs.add(envelope.group(2));
            numbers.add(Long.parseLong(envelope.group(4)));
        }
        subscriber.assertContractKept();
        assertEquals(1, epochs.size(), seed);
        assertEquals(seqs.last(), seqs.size(), "a hole in the sequence; " + seed);
        stored.removeAll(numbers);
        assertEquals(Set.of(), stored, "stored but never delivered; " + seed);
        stored.addAll(numbers);
        return duplicates;
    }

    private static long number(String line) {
        return Long.parseLong(line.substring(line.indexOf(' ') + 1));
    }
}
