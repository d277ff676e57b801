package watchpost.daemon.logging;

import java.util.logging.LogManager;

/** A log manager that goes on writing while the process stops: the JDK's own one falls silent at the first shutdown hook. */
public final class SteadyLogManager extends LogManager {
    /** To be called before anything touches a logger: the JDK asks for its log manager once. */
    public static void prepare() {
        if (System.getProperty("java.util.logging.manager") == null) {
            System.setProperty("java.util.logging.manager", SteadyLogManager.class.getName());
        }
    }

    /** Called by the JDK's shutdown hook; the handlers stay. */
    @Override
    public void reset() {}
}
