package watchpost.alerts.command;

import java.nio.file.Path;
import java.util.Set;

/**
 * Somebody who may send commands.
 *
 * @param keyFile text file whose first line is the secret that the role signs with
 * @param may the names of the commands that it may send
 */
public record Role(String name, Path keyFile, Set<String> may) {
    public Role {
        may = Set.copyOf(may);
    }
}
