package watchpost.daemon.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The two streams of a command. Results go to {@code out}, everything said about the work goes to {@code err}, so that the output of
 * a command can be piped on.
 *
 * @param outIsTerminal true if a person looks at {@code out}
 * @param errIsTerminal true if a person looks at {@code err}
 * @param coloured false if the environment asks for no colours ({@code NO_COLOR})
 */
public record Console(
        PrintStream out, PrintStream err, boolean outIsTerminal, boolean errIsTerminal, boolean coloured) {

    /** The process's own streams, in UTF-8 whatever the locale. */
    public static Console ofProcess() {
        return new Console(
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                isTerminal(1),
                isTerminal(2),
                System.getenv("NO_COLOR") == null);
    }

    /** Colours for {@code out}. */
    public Colours outColours() {
        return new Colours(coloured && outIsTerminal);
    }

    /** Colours for {@code err}. */
    public Colours errColours() {
        return new Colours(coloured && errIsTerminal);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** The JDK knows only whether both input and output are terminals; the kernel knows each. */
    private static boolean isTerminal(int descriptor) {
        try {
            String target = Path.of("/proc/self/fd/" + descriptor).toRealPath().toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException notAPath) {
            return false;
        }
    }
}
