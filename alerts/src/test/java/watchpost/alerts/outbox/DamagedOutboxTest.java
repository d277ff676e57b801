package watchpost.alerts.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.testkit.property.Property;

/**
 * The outbox of a box that died is damaged in random ways ({@code -Dwatchpost.cases=1000} for more of them): whatever lies in a part of the
 * file that is still as it was must be sent.
 */
class DamagedOutboxTest {
    private static final long PLENTY = 1 << 28;
    private static final int PAGE = 4096;
    private static final int FRAME = PAGE + 24;
    private static final int LOG_HEADER = 32;
    private static final List<String> PARTS = List.of("outbox.db", "outbox.db-wal");

    @TempDir
    Path directory;

    /** The files of the box as its death left them, and what it had stored. */
    private Map<String, byte[]> files;

    private final List<String> stored = new ArrayList<>();
    private final List<byte[]> pictures = new ArrayList<>();
    /** What any message ever said: a log that was cut off goes back to that. */
    private final Set<String> history = new HashSet<>();
    /** Where each message lies. */
    private final Map<String, List<Stretch>> places = new HashMap<>();

    private String last;
    private String epoch;
    /** Where the last transaction begins in the log. */
    private int lastTransaction;

    private record Stretch(String file, int from, int to) {}

    @BeforeEach
    void liveAndDie() throws Exception {
        Path home = directory.resolve("home");
        try (OutboxBench bench = new OutboxBench(home, PLENTY)) {
            epoch = bench.outbox.epoch();
            fill(bench, 1, 60);
        }
        try (OutboxBench bench = new OutboxBench(home, PLENTY)) {
            fill(bench, 61, 120);
            lastTransaction = read(home).get("outbox.db-wal").length;
            bench.store(bench.measurement("gate"));
            files = read(home);
            for (StoredMessage message : bench.outbox.after(0, 1000)) {
                last = new String(message.payload(), StandardCharsets.UTF_8);
                stored.add(last);
                bench.outbox.picture(message.position()).ifPresent(pictures::add);
            }
        }
        String log = new String(files.get("outbox.db-wal"), StandardCharsets.ISO_8859_1);
        String file = new String(files.get("outbox.db"), StandardCharsets.ISO_8859_1);
        stored.forEach(message -> places.put(message, find(log, file, message)));
        assertTrue(places.values().stream().noneMatch(List::isEmpty), "a message that is nowhere");
        assertTrue(files.get("outbox.db").length > 10 * PAGE && files.get("outbox.db-wal").length > 50 * FRAME);
        assertEquals(10, pictures.size());
    }

    /** Measurements and alarms, some with a picture; each seventh is delivered. */
    private void fill(OutboxBench bench, int from, int to) throws OutboxException {
        SplittableRandom random = new SplittableRandom(from);
        for (int i = from; i <= to; i++) {
            long position = bench.store(i % 3 == 0 ? bench.alarm("gate", i) : bench.measurement("yard"))
                    .get(0);
            remember(bench, position);
            if (i % 12 == 0) {
                byte[] jpeg = new byte[20_000];
                random.nextBytes(jpeg);
                bench.batch.attach(position, "box/pictures/" + i, jpeg);
            } else if (i % 7 == 0) {
                bench.batch.remove(position);
            }
            bench.commit();
            remember(bench, position);
        }
    }

    private void remember(OutboxBench bench, long position) throws OutboxException {
        bench.outbox
                .at(position)
                .ifPresent(message -> history.add(new String(message.payload(), StandardCharsets.UTF_8)));
    }

    private static Map<String, byte[]> read(Path folder) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String part : PARTS) {
            files.put(part, Files.readAllBytes(folder.resolve(part)));
        }
        return files;
    }

    /** One thing that happens to one of the two files. */
    private record Damage(int kind, boolean toLog, long seed) {
        byte[] to(byte[] whole) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] bytes = whole.clone();
            int at = random.nextInt(bytes.length);
            switch (kind) {
                case 0 -> flip(bytes, random);
                case 1 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + random.nextInt(20_000)), (byte) 0);
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                case 3 -> Arrays.fill(bytes, 0, Math.min(bytes.length, 100), (byte) seed);
                case 4 -> System.arraycopy(whole, 0, bytes, at, Math.min(PAGE, bytes.length - at));
                case 5 -> overwrite(bytes, at / PAGE * PAGE, PAGE * random.nextInt(1, 4), random);
                default -> bytes = Arrays.copyOf(bytes, bytes.length + random.nextInt(1, 10_000));
            }
            return bytes;
        }

        private static void flip(byte[] bytes, SplittableRandom random) {
            for (int i = random.nextInt(1, 20); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
        }

        private static void overwrite(byte[] bytes, int from, int length, SplittableRandom random) {
            byte[] noise = new byte[Math.min(length, bytes.length - from)];
            random.nextBytes(noise);
            System.arraycopy(noise, 0, bytes, from, noise.length);
        }
    }

    @Test
    void everyUndamagedRowIsSent() {
        AtomicInteger cases = new AtomicInteger();
        AtomicInteger setAside = new AtomicInteger();
        AtomicInteger rows = new AtomicInteger();
        AtomicLong slowest = new AtomicLong();
        Property.of(
                        "every row in an undamaged part of the file is sent",
                        random -> new Damage(random.nextInt(7), random.nextBoolean(), random.nextLong()))
                .holds(damage -> {
                    Path home = Files.createDirectory(directory.resolve("case-" + cases.incrementAndGet()));
                    Map<String, byte[]> after = new LinkedHashMap<>(files);
                    after.computeIfPresent(PARTS.get(damage.toLog() ? 1 : 0), (part, whole) -> damage.to(whole));
                    for (Map.Entry<String, byte[]> file : after.entrySet()) {
                        Files.write(home.resolve(file.getKey()), file.getValue());
                    }
                    long began = System.nanoTime();
                    Sent sent = deliver(home);
                    slowest.accumulateAndGet((System.nanoTime() - began) / 1_000_000, Math::max);
                    rows.addAndGet(check(sent, after));
                    boolean aside = isSetAside(home);
                    setAside.addAndGet(aside ? 1 : 0);
                    assertEquals(aside, announced(sent), "a new epoch says what became of the old one");
                });
        System.out.printf(
                "figure: outbox damaged in %d random ways: set aside %d times, %d undamaged rows all there to be sent,"
                        + " open within %d ms%n",
                cases.get(), setAside.get(), rows.get(), slowest.get());
        assertTrue(slowest.get() < 10_000, () -> slowest + " ms");
        assertTrue(setAside.get() > cases.get() / 4, "the damage was too harmless");
    }

    /** Opens what is there and reads what would be sent, messages and pictures, as the thread outbox does. */
    private static Sent deliver(Path home) throws OutboxException {
        for (int attempt = 0; attempt < 2; attempt++) {
            try (OutboxBench bench = new OutboxBench(home, PLENTY, attempt > 0)) {
                Sent sent = new Sent(new ArrayList<>(), new ArrayList<>());
                for (StoredMessage message : bench.outbox.after(0, 1000)) {
                    sent.messages.add(new String(message.payload(), StandardCharsets.UTF_8));
                    bench.outbox.picture(message.position()).ifPresent(sent.pictures::add);
                }
                return sent;
            } catch (OutboxException e) {
                assertTrue(attempt == 0 && e.damaged(), e::getMessage);
            }
        }
        throw new AssertionError("not reached");
    }

    private record Sent(List<String> messages, List<byte[]> pictures) {}

    /** Everything that had to be sent was, and nothing else; returns how many had to be. */
    private int check(Sent sent, Map<String, byte[]> after) {
        for (byte[] picture : sent.pictures) {
            assertTrue(pictures.stream().anyMatch(jpeg -> Arrays.equals(jpeg, picture)), "a broken picture");
        }
        Set<String> told = new HashSet<>(sent.messages);
        int whole = 0;
        for (String message : stored) {
            if (isWhole(message, after)) {
                whole++;
                assertTrue(told.contains(message), () -> "not sent: " + message);
            }
        }
        told.removeAll(history);
        told.remove(last);
        assertTrue(told.stream().allMatch(message -> message.contains("watchpost.gap/1")), told::toString);
        return whole;
    }

    /** True if every place that holds the message, as a row of either table, is as it was. */
    private boolean isWhole(String message, Map<String, byte[]> after) {
        // a log that ends in a broken transaction looks like a power cut while it was written
        boolean lastLost =
                message.equals(last) && !isSame(new Stretch("outbox.db-wal", lastTransaction, logEnd()), after);
        return !lastLost && places.getOrDefault(message, List.of()).stream().allMatch(place -> isSame(place, after));
    }

    private int logEnd() {
        return files.get("outbox.db-wal").length;
    }

    private boolean isSame(Stretch place, Map<String, byte[]> after) {
        byte[] now = after.get(place.file);
        return now.length >= place.to
                && Arrays.equals(files.get(place.file), place.from, place.to, now, place.from, place.to);
    }

    /** The frames of the log that hold {@code text}; if there is none, the pages of the file. */
    private List<Stretch> find(String log, String file, String text) {
        List<Stretch> found = new ArrayList<>();
        for (int at = log.indexOf(text); at >= 0; at = log.indexOf(text, at + 1)) {
            int frame = LOG_HEADER + (at - LOG_HEADER) / FRAME * FRAME;
            found.add(new Stretch("outbox.db-wal", frame, frame + FRAME));
        }
        boolean logged = !found.isEmpty();
        for (int at = file.indexOf(text); at >= 0 && !logged; at = file.indexOf(text, at + 1)) {
            found.add(new Stretch("outbox.db", at / PAGE * PAGE, at / PAGE * PAGE + PAGE));
        }
        return found;
    }

    private static boolean isSetAside(Path home) throws IOException {
        try (var all = Files.list(home)) {
            return all.anyMatch(file -> file.toString().contains(".damaged-"));
        }
    }

    private boolean announced(Sent sent) {
        return sent.messages.stream()
                .anyMatch(text -> text.contains("watchpost.gap/1") && !text.contains("\"epoch\":\"" + epoch + "\""));
    }
}
