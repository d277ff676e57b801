package watchpost.alerts.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.event.Severity;

class OutboxTest {
    private static final long PLENTY = 1 << 28;

    @TempDir
    Path directory;

    private static String payloads(Outbox outbox) throws OutboxException {
        StringBuilder all = new StringBuilder();
        for (StoredMessage message : outbox.after(0, 100_000)) {
            all.append(new String(message.payload(), StandardCharsets.UTF_8)).append('\n');
        }
        return all.toString();
    }

    @Test
    void sequenceGoesOnAfterARestartEvenWhenNothingWaits() throws Exception {
        String epoch;
        try (OutboxBench bench = new OutboxBench(directory, PLENTY)) {
            epoch = bench.outbox.epoch();
            bench.store(bench.measurement("gate"), bench.alarm("gate", 1));
            bench.delivery.connected(1);
            bench.drain();
            assertEquals(0, bench.outbox.rows());
            assertEquals(0, bench.outbox.bytes());
        }
        try (OutboxBench bench = new OutboxBench(directory, PLENTY)) {
            assertEquals(epoch, bench.outbox.epoch());
            bench.store(bench.measurement("gate"));
            bench.delivery.connected(1);
            bench.drain();
            assertEquals(List.of("3*"), bench.transport.told());
        }
    }

    @Test
    void aBatchThatCannotBeStoredLeavesNothingBehind() throws Exception {
        try (OutboxBench bench = new OutboxBench(directory, PLENTY)) {
            bench.store(bench.measurement("gate"));
            bench.outbox.close();
            bench.batch.store(bench.measurement("gate"), stored -> {});
            assertThrows(OutboxException.class, bench::commit);
            assertEquals(1, bench.outbox.rows());
            assertEquals(1, bench.batch.inserts(), "it can be tried again");
        }
        try (OutboxBench bench = new OutboxBench(directory, PLENTY)) {
            assertEquals(1, bench.outbox.rows());
        }
    }

    @Test
    void aSecondBoxInTheSameDirectoryIsToldSo() throws Exception {
        try (OutboxBench first = new OutboxBench(directory, PLENTY)) {
            OutboxException refused =
                    assertThrows(OutboxException.class, () -> new OutboxBench(directory, PLENTY).close());
            assertTrue(refused.getMessage().contains("another watchpost is using it"), refused.getMessage());
            first.store(first.measurement("gate"));
        }
    }

    @Test
    void whatDoesNotFitIsGivenUpLeastSevereFirstAndDeclared() throws Exception {
        try (OutboxBench bench = new OutboxBench(directory, 40_000)) {
            bench.store(bench.alarm("gate", 1), bench.incident("gate", 2, Phase.OPENED, Severity.WARNING));
            for (int i = 0; i < 30; i++) {
                bench.store(bench.measurement("gate"));
            }
            long opened = bench.store(bench.alarm("gate", 3)).get(0);
            bench.batch.attach(opened, "pictures/3", new byte[30_000]);
            bench.commit();
            assertTrue(bench.outbox.bytes() <= 40_000, () -> bench.outbox.bytes() + " bytes");
            String left = payloads(bench.outbox);
            assertTrue(left.contains("\"seq\":1,"), "the alarm is kept");
            assertTrue(left.contains("\"seq\":33,"), "the last alarm is kept");
            assertTrue(left.contains("\"picture\":\"pictures/3\""), "its picture weighs less than measurements");
            assertTrue(left.contains("watchpost.gap/1"), left);
            assertEquals(declared(left), bench.outbox.givenUp());
            long shown = left.lines().count();
            assertEquals(bench.outbox.nextPosition() - 1, shown + bench.outbox.givenUp(), "nothing vanishes silently");
        }
    }

    private static long declared(String payloads) {
        long all = 0;
        var counts = java.util.regex.Pattern.compile("\"counts\":\\{\"measurements\":(\\d+)\\}")
                .matcher(payloads);
        while (counts.find()) {
            all += Long.parseLong(counts.group(1));
        }
        return all;
    }

    @Test
    void picturesAreGivenUpBeforeWarningsAndAGapSaysSo() throws Exception {
        try (OutboxBench bench = new OutboxBench(directory, 40_000)) {
            long opened = bench.store(bench.alarm("gate", 3)).get(0);
            bench.store(bench.incident("gate", 2, Phase.OPENED, Severity.WARNING));
            bench.batch.attach(opened, "pictures/3", new byte[50_000]);
            bench.commit();
            assertEquals(0, bench.outbox.givenUp());
            assertTrue(bench.outbox.picture(opened).isEmpty());
            String left = payloads(bench.outbox);
            assertTrue(left.contains("\"picture\":\"pictures/3\""), "what may have been sent never changes");
            assertTrue(left.contains("\"ranges\":[]") && left.contains("\"counts\":{\"pictures\":1}"), left);
            assertEquals(3, bench.outbox.rows());
        }
    }

    @Test
    void aDamagedFileIsSetAsideAndWhatCanBeReadIsSent() throws Exception {
        String epoch;
        try (OutboxBench bench = new OutboxBench(directory, PLENTY)) {
            epoch = bench.outbox.epoch();
            bench.storeMeasurements(400);
        }
        Path file = directory.resolve("outbox.db");
        byte[] bytes = Files.readAllBytes(file);
        for (int i = bytes.length / 2; i < bytes.length / 2 + 4096; i++) {
            bytes[i] = (byte) (bytes[i] ^ 0x5A);
        }
        Files.write(file, bytes);
        try (OutboxBench bench = new OutboxBench(directory, PLENTY)) {
            assertNotEquals(epoch, bench.outbox.epoch());
            bench.store(bench.measurement("gate"));
            String left = payloads(bench.outbox);
            long saved = left.lines().filter(line -> line.contains(epoch)).count() - 1;
            assertTrue(saved >= 380 && saved < 400, () -> saved + " saved");
            assertTrue(
                    left.contains("\"of_epoch\":\"" + epoch + "\",\"from_seq\":1,\"to_seq\":400"), "says what is lost");
            bench.delivery.connected(1);
            bench.drain();
            assertEquals(saved + 2, bench.transport.sent.size());
        }
        try (var files = Files.list(directory)) {
            assertEquals(
                    1,
                    files.filter(name -> name.toString().matches(".*outbox\\.db\\.damaged-\\d+"))
                            .count());
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsSetAside() throws Exception {
        Files.writeString(directory.resolve("outbox.db"), "this is not a database, it is a text of some length");
        try (OutboxBench bench = new OutboxBench(directory, PLENTY)) {
            bench.delivery.connected(1);
            bench.drain();
            assertEquals(List.of("1*"), bench.transport.told(), "a gap that says so");
        }
    }

    @Test
    void groupCommitStoresThousandsPerSecond() throws Exception {
        try (OutboxBench bench = new OutboxBench(directory, PLENTY)) {
            List<String> figures = new ArrayList<>();
            for (int size : new int[] {1, 10, 100}) {
                int rounds = 20;
                long began = System.nanoTime();
                for (int i = 0; i < rounds; i++) {
                    bench.storeMeasurements(size);
                }
                double perSecond = rounds * (double) size / (System.nanoTime() - began) * 1e9;
                figures.add(Math.round(perSecond) + "/s in transactions of " + size);
            }
            System.out.println("outbox: stored " + String.join(", ", figures));
            assertEquals(2220, bench.outbox.rows());
        }
    }
}
