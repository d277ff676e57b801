package watchpost.bench.peers;

import java.nio.file.Path;
import java.util.Map;
import watchpost.detector.model.Model;

/** Runs one way and ends, to be measured from outside. */
public final class Contender {
    private static final Map<String, Way> WAYS =
            Map.of("watchpost", new OwnStages(), "opencv", new OpenCvDnn(), "runtime", new GrabberAndRuntime());

    private Contender() {}

    /**
     * Runs one way.
     *
     * @param arguments watchpost, opencv or runtime; the clip; the built-in model's variant; how many pictures
     */
    public static void main(String[] arguments) throws Exception {
        Way way = WAYS.get(arguments[0]);
        if (way == null) {
            throw new IllegalArgumentException("there is no way " + arguments[0] + ", only " + WAYS.keySet() + ".");
        }
        String variant = arguments[2];
        way.run(Path.of(arguments[1]), Model.builtIn(variant), variant, Integer.parseInt(arguments[3]));
        System.exit(0); // the libraries' own threads
    }
}
