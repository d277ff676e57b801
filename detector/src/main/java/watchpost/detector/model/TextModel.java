package watchpost.detector.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A model that reads text: its card and where its files are. Immutable. */
public final class TextModel {
    private final TextCard card;
    private final ModelFiles folder;

    private TextModel(TextCard card, ModelFiles folder) {
        this.card = card;
        this.folder = folder;
    }

    /**
     * Reads a card and checks that the files it names are there and unchanged.
     *
     * @param path a card, or a folder with {@value Model#CARD} in it
     * @throws ModelException if anything is missing or does not fit
     */
    public static TextModel load(Path path) {
        ModelFiles folder = new ModelFiles.Disk(ModelFiles.folderOf(path));
        String name = Files.isDirectory(path) ? Model.CARD : String.valueOf(path.getFileName());
        TextModel model = new TextModel(TextCardReader.read(folder.text(name), folder.where(name)), folder);
        model.graph(model.card.finder().graph());
        model.graph(model.card.reader().graph());
        return model;
    }

    public TextCard card() {
        return card;
    }

    /**
     * The bytes of a graph's file.
     *
     * @throws ModelException if it is missing, too large, or not the file that the card means
     */
    public byte[] graph(TextCard.Graph graph) {
        return folder.graph(graph.file(), graph.sha256());
    }

    /** The characters that the reading graph knows, in the order of its columns. */
    public List<String> characters() {
        return folder.text(card.reader().characters()).lines().toList();
    }
}
