package watchpost.daemon.console;

import java.util.Locale;

/** One line that grows, on a terminal only; elsewhere it prints nothing. One thread. */
public final class ProgressBar implements AutoCloseable {
    private static final int CELLS = 30;

    private final Console console;
    private final String label;
    private int shownPermille = -1;

    public ProgressBar(Console console, String label) {
        this.console = console;
        this.label = label;
    }

    /** Shows {@code share} (0..1) and a short note; redraws only when a tenth of a percent has passed. */
    public void show(double share, String note) {
        int permille = (int) Math.round(1000 * Math.min(1, Math.max(0, share)));
        if (!console.errIsTerminal() || permille == shownPermille) {
            return;
        }
        shownPermille = permille;
        int full = CELLS * permille / 1000;
        console.err()
                .printf(
                        Locale.ROOT,
                        "\r%s %s%s %5.1f %% %s\u001b[K",
                        label,
                        "█".repeat(full),
                        "░".repeat(CELLS - full),
                        permille / 10.0,
                        note);
        console.err().flush();
    }

    /** Leaves the finished bar on its own line. */
    @Override
    public void close() {
        if (shownPermille >= 0) {
            console.err().println();
        }
    }
}
