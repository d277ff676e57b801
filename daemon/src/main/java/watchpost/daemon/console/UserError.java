package watchpost.daemon.console;

import watchpost.core.id.SourceUrl;

/** Something the user can put right. Its message is one sentence: what, where, what to do; without credentials. */
public final class UserError extends RuntimeException {
    private final ExitCode exitCode;

    public UserError(ExitCode exitCode, String sentence) {
        super(SourceUrl.redact(sentence), null, false, false);
        this.exitCode = exitCode;
    }

    /** A missing or wrong configuration, model or input file. */
    public static UserError input(String sentence) {
        return new UserError(ExitCode.INPUT, sentence);
    }

    /** A wrong command line. */
    public static UserError usage(String sentence) {
        return new UserError(ExitCode.USAGE, sentence);
    }

    /** A camera or broker that does not answer or refuses. */
    public static UserError peer(String sentence) {
        return new UserError(ExitCode.PEER, sentence);
    }

    /** A check or a run that failed. */
    public static UserError failed(String sentence) {
        return new UserError(ExitCode.FAILED, sentence);
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? "" : message;
    }
}
