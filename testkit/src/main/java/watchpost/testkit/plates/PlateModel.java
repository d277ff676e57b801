package watchpost.testkit.plates;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import watchpost.testkit.Peers;

/** The model that reads plates, as somebody would have it: the card in {@code docs/models} beside the files it names. For tests only. */
public final class PlateModel {
    private static final Pattern FILE = Pattern.compile("(?m)^ *(?:file|characters): (\\S+)$");

    private PlateModel() {}

    /**
     * Puts them into {@code folder}, out of the jar with the models, which must be on the class path.
     *
     * @return the card
     */
    public static Path layOut(Path folder) {
        try {
            String card = Files.readString(Peers.root().resolve("docs/models/pp-ocr-v4-plates.yaml"));
            Matcher named = FILE.matcher(card);
            while (named.find()) {
                try (InputStream file = PlateModel.class.getResourceAsStream("/models/" + named.group(1))) {
                    if (file == null) {
                        throw new IllegalStateException("the jar with the models is not on the class path");
                    }
                    Files.copy(file, folder.resolve(named.group(1)));
                }
            }
            return Files.writeString(folder.resolve("model.yaml"), card);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
