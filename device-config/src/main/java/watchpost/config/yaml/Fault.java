package watchpost.config.yaml;

import java.util.List;

/**
 * One thing that is wrong or doubtful.
 *
 * @param path the keys that lead to it; empty for the file as a whole
 * @param error false if it is only doubtful
 * @param message one sentence without a full stop, the path not included
 * @param suggestion may be empty
 */
public record Fault(List<String> path, Spot spot, boolean error, String message, String suggestion) {
    public Fault {
        path = List.copyOf(path);
    }
}
