package watchpost.daemon.lifecycle;

/** Starting ended early because a stop was asked for; what had been started is stopped again. */
public final class StartCancelledException extends Exception {
    private static final long serialVersionUID = 1;

    StartCancelledException(String next) {
        super("stopped before " + next + " was started");
    }
}
