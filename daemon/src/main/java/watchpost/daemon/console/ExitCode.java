package watchpost.daemon.console;

/** How a command ended, as a shell sees it. Shown by {@code watchpost --help} and kept for ever: scripts rely on it. */
public enum ExitCode {
    OK(0, "all went well"),
    FAILED(1, "a check or a run failed"),
    USAGE(2, "the command line is wrong"),
    INPUT(3, "a configuration, model or input file is missing or wrong"),
    PEER(4, "a camera, the broker or the mail relay does not answer or refuses"),
    INTERNAL(70, "an unexpected error inside watchpost");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The process's exit status. */
    public int code() {
        return code;
    }

    /** Half a sentence for the help. */
    public String meaning() {
        return meaning;
    }
}
