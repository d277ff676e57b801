package watchpost.daemon.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import watchpost.alerts.AlertException;
import watchpost.capture.CaptureException;
import watchpost.capture.ffmpeg.LibrariesRefusedException;
import watchpost.daemon.console.ExitCode;
import watchpost.daemon.console.UserError;
import watchpost.detector.model.ModelException;

/** Tells what a user can put right from what is ours to put right. */
final class Failures {
    private Failures() {}

    /** The failure as one sentence for the user, or null if it is unexpected. */
    static @Nullable UserError asUserError(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            UserError user = translate(at);
            if (user != null) {
                return user;
            }
        }
        return null;
    }

    private static @Nullable UserError translate(Throwable failure) {
        if (failure instanceof UserError user) {
            return user;
        }
        if (failure instanceof CaptureException capture) {
            return new UserError(exitCodeOf(capture.kind()), capture.getMessage());
        }
        if (failure instanceof LibrariesRefusedException libraries) {
            return UserError.input(libraries.getMessage());
        }
        if (failure instanceof ModelException model) {
            return UserError.input(String.valueOf(model.getMessage()));
        }
        if (failure instanceof AlertException alerts) {
            return UserError.input(String.valueOf(alerts.getMessage()));
        }
        if (failure instanceof NoSuchFileException missing) {
            return UserError.input(missing.getFile() + ": there is no such file");
        }
        if (failure instanceof AccessDeniedException denied) {
            return UserError.input(denied.getFile() + ": access is not allowed for this user");
        }
        if (failure instanceof FileSystemException other) {
            String reason = other.getReason();
            return UserError.input(other.getFile() + ": " + (reason == null ? "cannot be used" : reason));
        }
        return null;
    }

    private static ExitCode exitCodeOf(CaptureException.Kind kind) {
        return switch (kind) {
            case MISSING_FILE, UNREADABLE, INVALID_URL, UNSUPPORTED, CANNOT_WRITE -> ExitCode.INPUT;
            case INTERNAL -> ExitCode.FAILED;
            default -> ExitCode.PEER;
        };
    }

    static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
