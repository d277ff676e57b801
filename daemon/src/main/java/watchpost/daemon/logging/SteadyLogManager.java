package watchpost.daemon.logging;

import java.util.logging.LogManager;

/**
 * A log manager that goes on writing while the process stops: the JDK's own one falls silent at the first shutdown hook.
 * The JDK makes it if the system property {@code java.util.logging.manager} names it before anything touches a logger.
 */
public final class SteadyLogManager extends LogManager {
    /** Called by the JDK's shutdown hook; the handlers stay. */
    @Override
    public void reset() {}
}
