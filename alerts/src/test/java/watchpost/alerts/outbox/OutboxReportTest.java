package watchpost.alerts.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.alerts.contract.Rank;

class OutboxReportTest {
    @TempDir
    Path directory;

    @Test
    void tellsWhatWaitsWhileTheBoxRuns() throws Exception {
        assertEquals(Optional.empty(), OutboxReport.read(directory));
        try (OutboxBench bench = new OutboxBench(directory, 1 << 28)) {
            bench.storeMeasurements(300);
            long opened = bench.store(bench.alarm("gate", 1)).get(0);
            bench.batch.attach(opened, "box/pictures/1", new byte[10_000]);
            for (long position = 1; position <= 100; position++) {
                bench.batch.remove(position);
            }
            bench.commit();
            OutboxReport report = OutboxReport.read(directory).orElseThrow();
            assertEquals(bench.outbox.epoch(), report.epoch());
            assertEquals(302, report.nextSeq());
            assertEquals(Map.of(Rank.MEASUREMENT, 200L, Rank.ALARM, 1L), report.waiting());
            assertEquals(1, report.pictures());
            assertTrue(report.bytes() > 10_000 + 200 * 300, () -> report.bytes() + " bytes");
            assertTrue(report.oldest().orElseThrow().contains("\"seq\":101,"), () -> report.oldest()
                    .get());
            bench.delivery.connected(1);
            bench.drain();
            assertEquals(0, OutboxReport.read(directory).orElseThrow().messages());
        }
    }
}
