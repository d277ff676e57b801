package watchpost.daemon.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import watchpost.config.DetectorConfig;
import watchpost.detector.model.Model;
import watchpost.detector.model.ModelException;
import watchpost.detector.trial.ModelTrial;

/** The model that an option names. */
final class Models {
    private static final String BUILT_IN = "built-in";

    private Models() {}

    /** The classes that the chosen model reports; empty if it cannot be opened, which is said when it is opened for use. */
    static Optional<Set<String>> classes(DetectorConfig config) {
        try {
            Model model = config.model().file().map(Model::load).orElseGet(() -> config.model()
                    .variant()
                    .map(Model::builtIn)
                    .orElseGet(Model::builtIn));
            return Optional.of(
                    model.classes().stream().filter(name -> !name.isEmpty()).collect(Collectors.toUnmodifiableSet()));
        } catch (ModelException notUsable) {
            return Optional.empty();
        }
    }

    static Model named(String name) {
        if (name.equals(BUILT_IN)) {
            return Model.builtIn();
        }
        if (name.startsWith(BUILT_IN + ":")) {
            return Model.builtIn(name.substring(BUILT_IN.length() + 1));
        }
        return ModelTrial.load(Path.of(name));
    }
}
