package watchpost.detector.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import watchpost.core.vision.FrameShape;
import watchpost.detector.model.ModelCard.Target;
import watchpost.detector.model.ModelCard.Variant;

/**
 * A model that can be opened: its card, and where its files are. The bytes of a file are read, and checked against the card's check sum,
 * only when a detector asks for them. Immutable.
 */
public final class Model {
    /** Name of a card's file. */
    public static final String CARD = "model.yaml";

    private static final String BUILT_IN_NAME = "built-in";
    private static final String BUILT_IN = "/watchpost/models/nanodet-g-416/";

    private final ModelCard card;
    private final ModelFiles folder;
    private final Optional<Variant> chosen;
    private final String name;
    private final Optional<Model> standIn;

    private Model(ModelCard card, ModelFiles folder, Optional<Variant> chosen, String name, Optional<Model> standIn) {
        this.card = card;
        this.folder = folder;
        this.chosen = chosen;
        this.name = name;
        this.standIn = standIn;
    }

    /**
     * The model of a name, as {@link #name()} gives it.
     *
     * @param name {@value #BUILT_IN_NAME}, that with a colon and a variant, or a path as {@link #load} takes it
     */
    public static Model named(String name) {
        if (name.equals(BUILT_IN_NAME)) {
            return builtIn();
        }
        return isBuiltIn(name) ? builtIn(name.substring(BUILT_IN_NAME.length() + 1)) : load(Path.of(name));
    }

    /** Whether a name is of the model inside this program. */
    public static boolean isBuiltIn(String name) {
        return name.equals(BUILT_IN_NAME) || name.startsWith(BUILT_IN_NAME + ":");
    }

    /** The model inside this program, its variant chosen by where it will run. */
    public static Model builtIn() {
        ModelFiles folder = new ModelFiles.Resources(BUILT_IN);
        return new Model(cardOf(folder, CARD), folder, Optional.empty(), BUILT_IN_NAME, Optional.empty());
    }

    /** The built-in model in one precision, wherever it runs: "int8" or "fp16". */
    public static Model builtIn(String variant) {
        Model model = builtIn();
        Variant named = model.card.variants().stream()
                .filter(v -> v.name().equals(variant))
                .findFirst()
                .orElseThrow(() -> new ModelException("the built-in model has no variant \"" + variant + "\"; it has "
                        + String.join(", ", model.variantNames()) + "."));
        return new Model(model.card, model.folder, Optional.of(named), BUILT_IN_NAME + ":" + variant, Optional.empty());
    }

    /**
     * Reads a card, and that of its stand-in, and checks that the files they name are there and unchanged.
     *
     * @param path a card, a folder with {@value #CARD} in it, or one of the {@code .onnx} files beside such a card: then that file is
     *     used wherever the model runs
     * @throws ModelException if anything is missing or does not fit
     */
    public static Model load(Path path) {
        Model alone = loadAlone(path);
        Optional<Model> standIn = alone.card
                .standIn()
                .map(file -> standIn(alone, ModelFiles.folderOf(path).resolve(file)));
        return new Model(alone.card, alone.folder, alone.chosen, alone.name, standIn);
    }

    /** It takes the place of another while cameras and rules go on, so both have to take the same frames and know the same classes. */
    private static Model standIn(Model model, Path path) {
        Model standIn = loadAlone(path);
        if (!standIn.shape().equals(model.shape())) {
            throw new ModelException(path + " cannot stand in for " + model.name + ": it takes " + standIn.shape()
                    + ", that one " + model.shape() + ".");
        }
        List<String> missing = model.classes().stream()
                .filter(label -> !standIn.classes().contains(label))
                .toList();
        if (!missing.isEmpty()) {
            throw new ModelException(path + " cannot stand in for " + model.name + ": it does not know "
                    + String.join(", ", missing) + ".");
        }
        return standIn;
    }

    private static Model loadAlone(Path path) {
        boolean isGraph = path.toString().endsWith(".onnx");
        Path folderPath = ModelFiles.folderOf(path);
        ModelFiles folder = new ModelFiles.Disk(folderPath);
        String cardName = isGraph || Files.isDirectory(path) ? CARD : String.valueOf(path.getFileName());
        if (!Files.exists(folderPath.resolve(cardName))) {
            throw new ModelException(
                    path + " has no model card: put a " + CARD + " beside it that says how to feed and read it.");
        }
        ModelCard card = cardOf(folder, cardName);
        Optional<Variant> chosen = isGraph ? Optional.of(variantOf(card, path)) : Optional.empty();
        Model model = new Model(card, folder, chosen, path.toString(), Optional.empty());
        chosen.map(List::of).orElse(card.variants()).forEach(model::graph);
        return model;
    }

    /** By which {@link #named} finds it. */
    public String name() {
        return name;
    }

    /**
     * Whether it is the same in all that matters when it runs, wherever it lies: the cards say the same, so the files of both had the same
     * SHA-256 when they were loaded.
     */
    public boolean isSameAs(Model other) {
        return card.equals(other.card)
                && chosen.equals(other.chosen)
                && standIn.isPresent() == other.standIn.isPresent()
                && (standIn.isEmpty() || standIn.get().isSameAs(other.standIn.orElseThrow()));
    }

    /** What takes its place where only the CPU is left: takes the same frames, knows the same classes. */
    public Optional<Model> standIn() {
        return standIn;
    }

    public ModelCard card() {
        return card;
    }

    /** What capture has to deliver. */
    public FrameShape shape() {
        return card.input().shape();
    }

    /** Names of the classes by column; an empty name is never reported. */
    public List<String> classes() {
        return card.classes();
    }

    /**
     * The file to use on the CPU or on an accelerator: the chosen one, else the first that is made for it, else the first that is made for
     * any, else the first. On an accelerator those that do not pass the {@link AccuracyGate} come last.
     */
    public Variant variantFor(Target target) {
        return chosen.orElseGet(() -> card.variants().stream()
                .min(Comparator.comparing((Variant v) -> target == Target.ACCELERATOR && !AccuracyGate.passes(card, v))
                        .thenComparing(v -> v.target() != target)
                        .thenComparing(v -> v.target() != Target.ANY))
                .orElseThrow());
    }

    /**
     * The bytes of a variant's file.
     *
     * @throws ModelException if it is missing, too large, or not the file that the card means
     */
    public byte[] graph(Variant variant) {
        return folder.graph(variant.file(), variant.sha256());
    }

    private List<String> variantNames() {
        return card.variants().stream().map(Variant::name).toList();
    }

    private static ModelCard cardOf(ModelFiles folder, String file) {
        return CardReader.read(folder.text(file), folder.where(file));
    }

    private static Variant variantOf(ModelCard card, Path graph) {
        String file = String.valueOf(graph.getFileName());
        return card.variants().stream()
                .filter(v -> v.file().equals(file))
                .findFirst()
                .orElseThrow(() -> new ModelException(graph + " is not one of the files that the " + CARD
                        + " beside it names; add it there as a variant."));
    }
}
