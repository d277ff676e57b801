package watchpost.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A model as somebody would have it: one of the cards in {@code docs/models} beside the file it names. For tests only. */
public final class ModelFolder {
    private static final Pattern FILE = Pattern.compile("(?m)^ *file: (\\S+)$");

    private ModelFolder() {}

    /**
     * Puts both into {@code folder}; skips the test where the file is not on this machine.
     *
     * @param card the card's name without ".yaml"
     * @return the card
     */
    public static Path layOut(String card, Path folder) {
        try {
            String text = Files.readString(Peers.root().resolve("docs/models").resolve(card + ".yaml"));
            Matcher named = FILE.matcher(text);
            if (!named.find()) {
                throw new IllegalStateException("the card " + card + " names no file");
            }
            Path graph = Peers.model(named.group(1));
            Files.createSymbolicLink(folder.resolve(named.group(1)), graph.toRealPath());
            return Files.writeString(folder.resolve("model.yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
