package watchpost.daemon.logging;

import java.util.logging.LogManager;

/** A log manager that goes on writing while the process stops: the JDK's own one falls silent at the first shutdown hook. */
public final class SteadyLogManager extends LogManager {
    /** Called by the JDK's shutdown hook; the handlers stay. */
    @Override
    public void reset() {}
}
