package watchpost.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import watchpost.core.id.Names;

/** The name that a box has where its file gives none. */
final class HostName {
    private HostName() {}

    /** The host name of this machine, made a name as in {@link Names#RULE}; "box" if there is none. */
    static String ofThisMachine() {
        try {
            return asName(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            return "box"; // a machine without a resolvable name still has to start
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
