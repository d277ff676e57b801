package watchpost.detector.trial;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import watchpost.detector.Detector;
import watchpost.detector.DetectorSettings;
import watchpost.detector.model.Model;
import watchpost.detector.model.ModelException;
import watchpost.detector.model.TextModel;
import watchpost.detector.onnx.InferenceException;
import watchpost.detector.onnx.Provider;
import watchpost.detector.text.TextReader;

/** The child of {@link ModelTrial}: says on a marked line why a model is refused. */
final class TrialProcess {
    static final String MARK = "watchpost-model: ";
    static final String TEXT = "text";
    static final int WORKS = 0;
    static final int REFUSED = 2;

    private TrialProcess() {}

    /** What follows the model's name: the folder of engines, the largest batch (each empty if there is none) and the providers. */
    static List<String> arguments(DetectorSettings settings) {
        List<String> arguments = new ArrayList<>();
        arguments.add(settings.acceleration().engines().map(Path::toString).orElse(""));
        arguments.add(
                settings.batch().isPresent() ? String.valueOf(settings.batch().getAsInt()) : "");
        settings.providers().forEach(provider -> arguments.add(provider.name()));
        return arguments;
    }

    private static DetectorSettings settings(String engines, String batch, Stream<String> providers) {
        DetectorSettings settings =
                DetectorSettings.defaults().on(providers.map(Provider::valueOf).toList());
        settings = engines.isEmpty() ? settings : settings.keepingEnginesIn(Path.of(engines));
        return batch.isEmpty() ? settings : settings.batchesOf(Integer.parseInt(batch));
    }

    /** @param arguments the model's name and the {@link #arguments} of its settings; or {@link #TEXT} and the path of a model that reads text */
    public static void main(String[] arguments) {
        try {
            if (arguments[0].equals(TEXT)) {
                TextReader.open(TextModel.load(Path.of(arguments[1]))).close();
                return;
            }
            DetectorSettings settings = settings(
                    arguments[1], arguments[2], Arrays.stream(arguments).skip(3));
            Detector.open(Model.named(arguments[0]), settings).close();
        } catch (ModelException | InferenceException e) {
            System.out.println(MARK + e.getMessage());
            System.exit(REFUSED);
        }
    }
}
