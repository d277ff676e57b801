package watchpost.detector.text;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.core.vision.Picture;
import watchpost.detector.model.TextModel;
import watchpost.detector.second.Label;
import watchpost.testkit.plates.DrawnCar;
import watchpost.testkit.plates.PlateModel;
import watchpost.testkit.plates.PlateView;

/** The share of drawn plates that is read right, and what a cut-out costs, printed. Held is only what is far from the edge. */
class PlateFiguresTest {
    private static final int PLATES = Integer.getInteger("watchpost.figures.plates", 5);

    private static final List<PlateView> VIEWS = List.of(
            PlateView.clear(200),
            PlateView.clear(120),
            PlateView.clear(80),
            PlateView.clear(60),
            PlateView.clear(40),
            PlateView.clear(30),
            new PlateView(120, 8, 0, 1),
            new PlateView(120, -15, 0, 1),
            new PlateView(120, 25, 0, 1),
            new PlateView(120, 0, 20, 1),
            new PlateView(120, 0, 40, 1),
            new PlateView(120, 0, 0, 4),
            new PlateView(90, -10, 12, 2));

    @TempDir
    Path folder;

    private static final List<PlateView> VIEWS_OF_TWO_LINES = List.of(
            PlateView.clear(160),
            PlateView.clear(120),
            PlateView.clear(80),
            PlateView.clear(60),
            PlateView.clear(50),
            PlateView.clear(40),
            new PlateView(120, 8, 0, 1),
            new PlateView(120, -15, 0, 1),
            new PlateView(120, 25, 0, 1),
            new PlateView(90, -10, 12, 2));

    @Test
    void drawnPlates() {
        measure(VIEWS, DrawnCar::plate);
    }

    @Test
    void drawnPlatesOfTwoLines() {
        measure(VIEWS_OF_TWO_LINES, DrawnCar::plateOfTwoLines);
    }

    private void measure(List<PlateView> views, Function<RandomGenerator, String> plates) {
        int right = 0;
        try (TextReader reader = TextReader.open(TextModel.load(PlateModel.layOut(folder)))) {
            for (PlateView view : views) {
                right += measure(reader, view, plates);
            }
        }
        assertTrue(right > PLATES * views.size() / 2, right + " right");
    }

    private static int measure(TextReader reader, PlateView view, Function<RandomGenerator, String> plates) {
        SplittableRandom random = new SplittableRandom(20261121);
        int right = 0;
        int wrong = 0;
        int surelyWrong = 0;
        long cpu = 0;
        for (int i = 0; i < PLATES; i++) {
            String plate = plates.apply(random);
            Picture picture = DrawnCar.seen(plate, view, random);
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            Optional<Label> label = reader.recognise(List.of(picture)).get(0);
            cpu += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
            boolean same = label.map(Label::text).equals(Optional.of(plate.replace("\n", "")));
            right += same ? 1 : 0;
            wrong += label.isPresent() && !same ? 1 : 0;
            surelyWrong += label.isPresent() && !same && label.get().confidence() >= reader.sure() ? 1 : 0;
        }
        System.out.printf(
                Locale.ROOT,
                "%s: %d of %d right, %d wrong (%d of them surely), %.0f CPU ms each%n",
                view,
                right,
                PLATES,
                wrong,
                surelyWrong,
                cpu / 1e6 / PLATES);
        return right;
    }
}
