package watchpost.core.rule;

import java.util.Locale;

/** Which way a tripwire is crossed. */
public enum Direction {
    LEFT_TO_RIGHT,
    RIGHT_TO_LEFT;

    public Direction opposite() {
        return this == LEFT_TO_RIGHT ? RIGHT_TO_LEFT : LEFT_TO_RIGHT;
    }

    /** The word of configuration and contract: {@code left-to-right}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
