package watchpost.config;

import java.util.List;

/** What came of reading a configuration file. */
public sealed interface ConfigResult {

    /**
     * The file can be used.
     *
     * @param warnings what is doubtful, and the errors of the cameras that were left out, in the order of the file
     * @param broken the cameras that were left out; empty unless {@link Reading.Tolerance#KEEP_GOOD_CAMERAS} was asked for
     */
    record Valid(DeviceConfig config, List<Problem> warnings, List<BrokenCamera> broken) implements ConfigResult {
        public Valid {
            warnings = List.copyOf(warnings);
            broken = List.copyOf(broken);
        }
    }

    /**
     * The file cannot be used.
     *
     * @param problems every error and warning, in the order of the file; at least one is an error
     */
    record Invalid(List<Problem> problems) implements ConfigResult {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }

    /**
     * A camera that was left out because its block is wrong.
     *
     * @param name the key of its block, which need not be a valid name
     * @param problems its errors, at least one
     */
    record BrokenCamera(String name, List<Problem> problems) {
        public BrokenCamera {
            problems = List.copyOf(problems);
        }
    }
}
