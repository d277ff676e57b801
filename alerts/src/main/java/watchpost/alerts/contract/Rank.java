package watchpost.alerts.contract;

import java.util.stream.Stream;
import watchpost.core.event.Severity;

/** How much a message matters when not all can be kept; what matters least is given up first. */
public enum Rank {
    MEASUREMENT(1, "measurements"),
    INFO(2, "info"),
    WARNING(3, "warnings"),
    /** Live ones overtake a backlog. */
    ALARM(4, "alarms"),
    /** Says what was given up; never given up itself. */
    GAP(5, "gaps");

    private final int code;
    private final String plural;

    Rank(int code, String plural) {
        this.code = code;
        this.plural = plural;
    }

    /** The number that stands for it in files; higher matters more. */
    public int code() {
        return code;
    }

    /** The word for several of them in a gap's counts. */
    public String plural() {
        return plural;
    }

    /** @throws IllegalArgumentException if no rank has this code */
    public static Rank of(int code) {
        for (Rank rank : values()) {
            if (rank.code == code) {
                return rank;
            }
        }
        throw new IllegalArgumentException("no rank has the code " + code);
    }

    /** True if a rank has this code. */
    public static boolean isCode(long code) {
        return Stream.of(values()).anyMatch(rank -> rank.code == code);
    }

    static Rank of(Severity severity) {
        return switch (severity) {
            case INFO -> INFO;
            case WARNING -> WARNING;
            case ALARM -> ALARM;
        };
    }
}
