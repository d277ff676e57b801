package watchpost.daemon.doctor;

/**
 * What was found.
 *
 * @param subject a word or two: "clock"
 * @param found what is there
 * @param advice what to do; empty where all is well
 */
public record Finding(Grade grade, String subject, String found, String advice) {
    /** How bad it is. */
    public enum Grade {
        OK,
        WARN,
        FAIL
    }

    static Finding ok(String subject, String found) {
        return new Finding(Grade.OK, subject, found, "");
    }

    static Finding warn(String subject, String found, String advice) {
        return new Finding(Grade.WARN, subject, found, advice);
    }

    static Finding fail(String subject, String found, String advice) {
        return new Finding(Grade.FAIL, subject, found, advice);
    }
}
