package watchpost.daemon.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import watchpost.capture.StillPicture;
import watchpost.core.geometry.Size;
import watchpost.core.id.CameraId;
import watchpost.core.vision.Detection;
import watchpost.core.vision.Frame;
import watchpost.detector.Detector;
import watchpost.detector.DetectorSettings;
import watchpost.detector.model.Model;
import watchpost.detector.model.ModelCard.Target;
import watchpost.testkit.Peers;

/**
 * What the product finds in the annotated pictures, against {@link PlainNanoDet}. Two boxes agree if they are of one class and overlap
 * by 0.95 (intersection over union). A box counts if its confidence is at least 0.4 on one side; on the other side it may have sunk to
 * 0.35, so that a box at the very threshold is no disagreement.
 *
 * <p>Everything has to agree, but for boxes that the card's rivals take away (a truck where a car is more likely). From the file on, the
 * colours of some twenty pixels in all pictures lie so near to a half that they are rounded differently. The 16-bit weights do not
 * notice; the INT8 graph has only 256 steps for a confidence, so neighbouring places tie and the least difference decides which of
 * their boxes stays: one box in a hundred may.
 */
final class DetectAgreementTest {
    private static final double COUNTS = 0.4;
    private static final double SUNK = 0.35;
    private static final double SAME = 0.95;

    /** Boxes that counted, those with a partner, and the smallest overlap of any pair. */
    private static final class Tally {
        int boxes;
        int agreed;
        int rivals;
        double worst = 1;

        double share() {
            return (double) (agreed + rivals) / boxes;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d boxes, %d agree, %d left to a rival, least overlap among those that agree %.4f",
                    boxes,
                    agreed,
                    rivals,
                    worst);
        }
    }

    @ParameterizedTest
    @CsvSource({"int8, 0.99", "fp16, 1"})
    void agreesWithThePlainComputation(String variant, double leastShareFromTheFileOn) throws Exception {
        Model model = Model.builtIn(variant);
        Comparison sameBytes = new Comparison(model);
        Comparison fromTheFileOn = new Comparison(model);
        try (PlainNanoDet plain = new PlainNanoDet(model.graph(model.variantFor(Target.CPU)));
                Detector detector =
                        Detector.open(model, DetectorSettings.onCpu().reporting(SUNK))) {
            for (Path file : pictures()) {
                try (Frame frame = StillPicture.read(file, new CameraId("still"), detector.shape())
                        .frame()) {
                    List<PlainNanoDet.Box> ours = boxes(detector.detect(frame).found(), model);
                    Size size = frame.picture();
                    sameBytes.add(plain.detect(frame.pixels(), size.width(), size.height(), SUNK), ours);
                    fromTheFileOn.add(plain.detect(file, SUNK), ours);
                }
            }
        }
        System.out.println(variant + " on the same bytes: " + sameBytes);
        System.out.println(variant + " from the file on: " + fromTheFileOn);
        assertEquals(1, sameBytes.leastShare(), sameBytes::toString);
        assertTrue(fromTheFileOn.leastShare() >= leastShareFromTheFileOn, fromTheFileOn::toString);
    }

    /** Both directions: what the plain computation finds in ours, and ours in what it finds. */
    private static final class Comparison {
        private final Model model;
        private final Tally theirs = new Tally();
        private final Tally ours = new Tally();

        Comparison(Model model) {
            this.model = model;
        }

        void add(List<PlainNanoDet.Box> plain, List<PlainNanoDet.Box> product) {
            match(plain, product, model, theirs);
            match(product, plain, model, ours);
        }

        double leastShare() {
            assertTrue(theirs.boxes > 300 && theirs.rivals <= 1 && ours.rivals == 0, this::toString);
            return Math.min(theirs.share(), ours.share());
        }

        @Override
        public String toString() {
            return "of the plain computation's " + theirs + "; of ours " + ours;
        }
    }

    private static void match(List<PlainNanoDet.Box> from, List<PlainNanoDet.Box> to, Model model, Tally tally) {
        for (PlainNanoDet.Box box : from) {
            if (box.score() < COUNTS) {
                continue;
            }
            double best = to.stream()
                    .filter(other -> other.label() == box.label())
                    .mapToDouble(box::iou)
                    .max()
                    .orElse(0);
            tally.boxes++;
            if (best >= SAME) {
                tally.agreed++;
                tally.worst = Math.min(tally.worst, best);
            } else if (hasRival(box, to, model)) {
                tally.rivals++;
            }
        }
    }

    private static boolean hasRival(PlainNanoDet.Box box, List<PlainNanoDet.Box> others, Model model) {
        List<String> classes = model.classes();
        return others.stream()
                .filter(other -> other.label() != box.label() && other.score() >= box.score())
                .filter(other -> other.iou(box) > model.card().rivals().overlap())
                .anyMatch(other -> model.card().rivals().groups().stream()
                        .anyMatch(group ->
                                group.containsAll(List.of(classes.get(box.label()), classes.get(other.label())))));
    }

    private static List<PlainNanoDet.Box> boxes(List<Detection> found, Model model) {
        List<PlainNanoDet.Box> boxes = new ArrayList<>();
        for (Detection one : found) {
            boxes.add(new PlainNanoDet.Box(
                    model.classes().indexOf(one.label()),
                    one.confidence(),
                    one.box().x(),
                    one.box().y(),
                    one.box().right(),
                    one.box().bottom()));
        }
        return boxes;
    }

    private static List<Path> pictures() throws IOException {
        try (Stream<Path> files = Files.list(Peers.footage("coco-val-subset/images"))) {
            return files.sorted().toList();
        }
    }
}
