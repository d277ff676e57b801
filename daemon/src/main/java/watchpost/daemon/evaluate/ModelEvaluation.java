package watchpost.daemon.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleConsumer;
import watchpost.capture.StillPicture;
import watchpost.core.id.CameraId;
import watchpost.core.vision.Frame;
import watchpost.daemon.evaluate.CocoAnnotations.Picture;
import watchpost.detector.Detector;
import watchpost.detector.accuracy.Annotation;
import watchpost.detector.accuracy.Evaluation;
import watchpost.detector.accuracy.JudgedPicture;

/**
 * A model judged on annotated pictures.
 *
 * @param model name, version, variant and provider, for people
 * @param unknown annotated classes that the model does not have; they are left out
 */
public record ModelEvaluation(String model, Evaluation evaluation, List<String> unknown) {
    /** Detections down to this confidence make the curves: below it they hardly move average precision. */
    public static final double LEAST_CONFIDENCE = 0.01;

    private static final CameraId PICTURES = new CameraId("pictures");

    public ModelEvaluation {
        unknown = List.copyOf(unknown);
    }

    /**
     * Runs the detector over every annotated picture.
     *
     * @param detector reporting from {@link #LEAST_CONFIDENCE} on, without {@code one-of}
     * @param folder where the pictures are
     * @param annotations a file in the COCO format
     * @param confidence where precision, recall and confusion are counted, 0..1
     * @param progress gets the share that is done
     */
    public static ModelEvaluation run(
            Detector detector, Path folder, Path annotations, double confidence, DoubleConsumer progress)
            throws IOException {
        Set<String> known = Set.copyOf(detector.classes());
        Set<String> unknown = new TreeSet<>();
        List<JudgedPicture> judged = new ArrayList<>();
        List<Picture> pictures = CocoAnnotations.read(annotations).pictures();
        for (Picture picture : pictures) {
            List<Annotation> own = new ArrayList<>();
            for (Annotation annotation : picture.annotations()) {
                if (known.contains(annotation.label())) {
                    own.add(annotation);
                } else {
                    unknown.add(annotation.label());
                }
            }
            Path file = folder.resolve(picture.file());
            try (Frame frame =
                    StillPicture.read(file, PICTURES, detector.shape()).frame()) {
                judged.add(new JudgedPicture(own, detector.detect(frame).found()));
            }
            progress.accept((double) judged.size() / pictures.size());
        }
        String model = detector.model().card().name() + " "
                + detector.model().card().version() + " (" + detector.variant().name() + ") on " + detector.provider();
        return new ModelEvaluation(model, Evaluation.of(judged, confidence), List.copyOf(unknown));
    }
}
