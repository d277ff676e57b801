package watchpost.config;

import java.time.ZoneId;

/**
 * How a file is read, and what it does not say itself.
 *
 * @param classes which class names the chosen model has
 * @param defaultBox name of the box where the file has none; a name as in {@link watchpost.core.id.Names#RULE}
 * @param defaultZone time zone of schedules that name none
 */
public record Reading(Tolerance tolerance, KnownClasses classes, String defaultBox, ZoneId defaultZone) {

    /** What a broken camera block costs. */
    public enum Tolerance {
        /** Any error makes the file invalid: for {@code check} and before applying a change. */
        STRICT,
        /** A broken camera block costs that camera only: for starting a box. */
        KEEP_GOOD_CAMERAS
    }

    /** Strict, any class name, with the host name and time zone of this machine. */
    public static Reading strict() {
        return new Reading(Tolerance.STRICT, KnownClasses.ANY, HostName.ofThisMachine(), ZoneId.systemDefault());
    }

    public Reading with(Tolerance other) {
        return new Reading(other, classes, defaultBox, defaultZone);
    }

    public Reading with(KnownClasses other) {
        return new Reading(tolerance, other, defaultBox, defaultZone);
    }
}
