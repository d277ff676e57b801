package watchpost.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import watchpost.core.id.Names;

/** The name that a box has where its file gives none. */
final class HostName {
    /** Not the resolver, which may not know the name, or ask the network for it. */
    private static final Path KERNEL_HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    private HostName() {}

    /** The host name of this machine, made a name as in {@link Names#RULE}; "box" if there is none. */
    static String ofThisMachine() {
        try {
            return asName(Files.readString(KERNEL_HOST_NAME).strip());
        } catch (IOException e) {
            return asName("");
        }
    }

    /** The part of {@code hostName} before the first dot, with what a name may not hold replaced by '-'. */
    static String asName(String hostName) {
        int dot = hostName.indexOf('.');
        String first = dot < 0 ? hostName : hostName.substring(0, dot);
        String name = first.replaceAll("[^A-Za-z0-9_-]", "-").replaceAll("^[^A-Za-z0-9]+", "");
        String bounded = name.substring(0, Math.min(63, name.length()));
        return Names.isName(bounded) ? bounded : "box";
    }
}
