package watchpost.daemon.cli;

import java.nio.file.Path;
import watchpost.detector.model.Model;
import watchpost.detector.trial.ModelTrial;

/** The model that an option names. */
final class Models {
    private static final String BUILT_IN = "built-in";

    private Models() {}

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
