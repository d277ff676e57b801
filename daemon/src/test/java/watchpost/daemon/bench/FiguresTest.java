package watchpost.daemon.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import watchpost.daemon.bench.BareCosts.Inference;

class FiguresTest {
    @Test
    void percentilesAreOfWhatCame() {
        Latencies latencies = new Latencies();
        assertEquals(0, latencies.millis(0.5));
        for (int i = 2000; i >= 1; i--) {
            latencies.accept(i * 1_000_000L);
        }
        assertEquals(1000, latencies.millis(0.5));
        assertEquals(1900, latencies.millis(0.95));
        assertEquals(2000, latencies.millis(1));
    }

    @Test
    void everyDecodedPictureCountsInTheBareCosts() {
        BareCosts bare = new BareCosts(1, 10, new Inference(8, 200), new Inference(7, 220));
        // 1000 pictures a second come, 100 are analysed, on two processors of which half a core is somebody else's
        BoxRun box = new BoxRun(
                10,
                1000,
                1000,
                10_000,
                9_000,
                20_000,
                0.4,
                0.1,
                100,
                5,
                new Latencies(),
                Map.of(),
                900,
                Duration.ofSeconds(5));
        PipelineFigures figures = new PipelineFigures(64, bare, 8.5, box);
        assertEquals(20, figures.cpuMillis(), 1e-9);
        assertEquals(0.85, figures.efficiency(), 1e-9, "ten decoded for each that is analysed");
        assertEquals(0.9, figures.efficiencyAgainstPublished(), 1e-9);
        assertEquals(100 / ((1500 - 1000) / 7.0), figures.shareOfAllowed(), 1e-9);
        assertEquals(100 / ((1500 - 1000) / 8.0), figures.shareOfAllowedAgainstPublished(), 1e-9);
        assertTrue(figures.line().contains(" 90% "), figures.line());
    }

    @Test
    void bareCostsAllowNoMoreThanComes() {
        Inference slower = new Inference(10, 180);
        BareCosts bare = new BareCosts(1, 10, slower, new Inference(9, 200));
        assertEquals(200, bare.mostPerSecond(2), 1e-9);
        assertEquals(40, bare.allowedPerSecond(slower, 2, 40), 1e-9);
        assertEquals((1500 - 600) / 10.0, bare.allowedPerSecond(slower, 1.5, 600), 1e-9);
    }
}
