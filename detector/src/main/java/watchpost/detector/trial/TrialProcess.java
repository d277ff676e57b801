package watchpost.detector.trial;

import java.util.Arrays;
import java.util.List;
import watchpost.detector.Detector;
import watchpost.detector.DetectorSettings;
import watchpost.detector.model.Model;
import watchpost.detector.model.ModelException;
import watchpost.detector.onnx.InferenceException;
import watchpost.detector.onnx.Provider;

/** The child of {@link ModelTrial}: says on a marked line why a model is refused. */
final class TrialProcess {
    static final String MARK = "watchpost-model: ";
    static final int WORKS = 0;
    static final int REFUSED = 2;

    private TrialProcess() {}

    /** @param arguments the model's name and the providers to try */
    public static void main(String[] arguments) {
        List<Provider> providers =
                Arrays.stream(arguments).skip(1).map(Provider::valueOf).toList();
        try {
            Detector.open(Model.named(arguments[0]), DetectorSettings.defaults().on(providers))
                    .close();
        } catch (ModelException | InferenceException e) {
            System.out.println(MARK + e.getMessage());
            System.exit(REFUSED);
        }
    }
}
