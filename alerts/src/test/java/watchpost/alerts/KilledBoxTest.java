package watchpost.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.alerts.contract.Origin;
import watchpost.alerts.evidence.PictureSource;
import watchpost.alerts.transport.BrokerSettings;
import watchpost.testkit.Await;
import watchpost.testkit.mqtt.Mosquitto;

/** Two boxes are killed again and again in the middle of their work; {@code -Dwatchpost.kills=200} is the long form. */
class KilledBoxTest {
    private static final int KILLS = Integer.getInteger("watchpost.kills", 40);
    private static final long PAUSE_MILLIS = 50;
    private static final Pattern ENVELOPE =
            Pattern.compile("\"event_id\":\"([^\"]+)\".*\"epoch\":\"([^\"]+)\",\"seq\":(\\d+),.*\"count\":(\\d+)");

    @TempDir
    Path directory;

    @Test
    void nothingThatWasStoredIsLostByKills() throws Exception {
        long seed = System.nanoTime();
        try (Mosquitto broker = Mosquitto.start();
                Lane north = new Lane(broker, directory.resolve("north"), "north", seed);
                Lane south = new Lane(broker, directory.resolve("south"), "south", seed + 1)) {
            CompletableFuture<Void> beside = CompletableFuture.runAsync(() -> south.kill(KILLS / 2));
            north.kill(KILLS - KILLS / 2);
            beside.get(10, TimeUnit.MINUTES);
            long duplicates = north.check() + south.check();
            List<Long> firstAfter = Stream.concat(north.firstAfter.stream(), south.firstAfter.stream())
                    .sorted()
                    .toList();
            long p95 = firstAfter.get((firstAfter.size() - 1) * 95 / 100);
            System.out.printf(
                    "figure: kill -9, %d times: %d stored, 0 lost, %d duplicates, first message after a start p50 %d ms,"
                            + " p95 %d ms%n",
                    KILLS,
                    north.stored.size() + south.stored.size(),
                    duplicates,
                    firstAfter.get(firstAfter.size() / 2),
                    p95);
            assertTrue(p95 < 8000, () -> "first messages after " + firstAfter + " ms");
        }
    }

    /** One box with its own subscriber, killed and started again. */
    private static final class Lane implements AutoCloseable {
        private final Path directory;
        private final String site;
        private final String url;
        private final String seed;
        private final SplittableRandom random;
        private final Subscriber subscriber;
        final Set<Long> stored = new HashSet<>();
        final List<Long> firstAfter = new ArrayList<>();

        Lane(Mosquitto broker, Path directory, String site, long seed) throws IOException {
            this.directory = Files.createDirectories(directory);
            this.site = site;
            this.url = broker.url();
            this.seed = site + ", seed " + seed;
            this.random = new SplittableRandom(seed);
            this.subscriber = new Subscriber(url, "watchpost/" + site + "/#");
        }

        void kill(int times) {
            try {
                for (int i = 0; i < times; i++) {
                    oneLife(1_000_000L * i);
                    assertEquals("ok", integrity(), seed);
                }
            } catch (IOException | InterruptedException | SQLException e) {
                throw new AssertionError(seed, e);
            }
        }

        private void oneLife(long firstNumber) throws IOException, InterruptedException {
            long began = System.nanoTime();
            long before = subscriber.count("/incidents/");
            Process box = TestingBox.start(directory, site, url, firstNumber, PAUSE_MILLIS, 8);
            try (BufferedReader out = box.inputReader()) {
                Await.until("a message", () -> subscriber.count("/incidents/") > before);
                firstAfter.add((System.nanoTime() - began) / 1_000_000);
                LockSupport.parkNanos(Duration.ofMillis(random.nextInt(1, 400)).toNanos());
                // through the handle: the process itself would close the stream that is still to be read
                box.toHandle().destroyForcibly();
                out.lines().map(Lane::number).forEach(stored::add);
            }
            assertTrue(box.waitFor(10, TimeUnit.SECONDS));
        }

        private static long number(String line) {
            return Long.parseLong(line.substring(line.indexOf(' ') + 1));
        }

        /** SQLite's verdict about a copy of the file as the kill left it. */
        private String integrity() throws IOException, SQLException {
            Path copy = Files.createDirectories(directory.resolve("copy"));
            for (String part : List.of("outbox.db", "outbox.db-wal")) {
                Files.copy(directory.resolve(part), copy.resolve(part), StandardCopyOption.REPLACE_EXISTING);
            }
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy.resolve("outbox.db"));
                    ResultSet verdict = connection.createStatement().executeQuery("PRAGMA integrity_check")) {
                return verdict.getString(1);
            }
        }

        /** Lets what is left be sent and holds what came against what was stored; returns the number of duplicates. */
        long check() throws Exception {
            try (AlertService last =
                    Services.open(directory, Origin.of(site, "gate-7"), BrokerSettings.at(url), PictureSource.NONE)) {
                Await.until(
                        "an empty outbox",
                        () -> last.counters().backlog() == 0
                                && last.connection().connected());
            }
            subscriber.assertContractKept();
            Map<String, Long> seqOf = new HashMap<>();
            Set<Long> numbers = new HashSet<>();
            Set<String> epochs = new HashSet<>();
            long duplicates = 0;
            long inThisLife = 0;
            List<String> trace = new ArrayList<>();
            for (Subscriber.Received message : subscriber.all()) {
                trace.add(message.nanos() / 1_000_000 + " " + word(message));
                inThisLife = message.text().contains("\"state\":\"online\"") ? 0 : inThisLife;
                Matcher envelope = ENVELOPE.matcher(message.text());
                if (envelope.find()) {
                    Long known = seqOf.put(envelope.group(1), Long.parseLong(envelope.group(3)));
                    inThisLife += known == null ? 0 : 1;
                    duplicates += known == null ? 0 : 1;
                    assertTrue(
                            inThisLife <= 1,
                            () -> "more than one duplicate after one kill: "
                                    + trace.subList(Math.max(0, trace.size() - 25), trace.size()) + "; " + seed);
                    epochs.add(envelope.group(2));
                    numbers.add(Long.parseLong(envelope.group(4)));
                }
            }
            TreeSet<Long> seqs = new TreeSet<>(seqOf.values());
            assertFalse(seqs.isEmpty(), seed);
            assertEquals(1, epochs.size(), seed);
            assertEquals(seqs.last(), seqs.size(), "a hole in the sequence; " + seed);
            Set<Long> lost = new TreeSet<>(stored);
            lost.removeAll(numbers);
            assertEquals(Set.of(), lost, "stored but never delivered; " + seed);
            return duplicates;
        }

        /** What a message says, in short: its place in the sequence, or the box's state. */
        private static String word(Subscriber.Received message) {
            return message.text().replaceAll(".*\"(seq|state)\":([^,]+),.*", "$2");
        }

        @Override
        public void close() {
            subscriber.close();
        }
    }
}
