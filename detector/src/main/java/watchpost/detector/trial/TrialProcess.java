package watchpost.detector.trial;

import java.nio.file.Path;
import watchpost.detector.Detector;
import watchpost.detector.DetectorSettings;
import watchpost.detector.model.Model;
import watchpost.detector.model.ModelException;
import watchpost.detector.onnx.InferenceException;

/** The child of {@link ModelTrial}: says on a marked line why a model is refused. */
final class TrialProcess {
    static final String MARK = "watchpost-model: ";
    static final int WORKS = 0;
    static final int REFUSED = 2;

    private TrialProcess() {}

    /** @param arguments the model's path */
    public static void main(String[] arguments) {
        try {
            Detector.open(Model.load(Path.of(arguments[0])), DetectorSettings.onCpu())
                    .close();
        } catch (ModelException | InferenceException e) {
            System.out.println(MARK + e.getMessage());
            System.exit(REFUSED);
        }
    }
}
