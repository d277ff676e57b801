package watchpost.detector.model;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
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

    /** Copies of the file that are in the heap at one time while a graph is prepared and opened. */
    private static final int COPIES = 5;

    private static final String BUILT_IN_NAME = "built-in";
    private static final String BUILT_IN = "/watchpost/models/nanodet-g-416/";

    /** Where the card's files are. */
    private interface Folder {
        byte[] read(String file) throws IOException;

        String where(String file);
    }

    private final ModelCard card;
    private final Folder folder;
    private final Optional<Variant> chosen;
    private final String name;
    private final Optional<Model> standIn;

    private Model(ModelCard card, Folder folder, Optional<Variant> chosen, String name, Optional<Model> standIn) {
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
        Folder folder = new Resources();
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
        Optional<Model> standIn =
                alone.card.standIn().map(file -> standIn(alone, folderOf(path).resolve(file)));
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

    private static Path folderOf(Path path) {
        Path folder = Files.isDirectory(path) ? path : path.toAbsolutePath().getParent();
        return folder == null ? path : folder;
    }

    private static Model loadAlone(Path path) {
        boolean isGraph = path.toString().endsWith(".onnx");
        Path folderPath = folderOf(path);
        if (!Files.exists(path)) {
            throw new ModelException(path + " does not exist: name a model card, or a folder with " + CARD + " in it.");
        }
        Folder folder = new Disk(folderPath);
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
        String where = folder.where(variant.file());
        byte[] bytes;
        try {
            bytes = folder.read(variant.file());
        } catch (NoSuchFileException e) {
            throw new ModelException(where + " is missing, but the model card names it.", e);
        } catch (IOException e) {
            throw new ModelException(where + " cannot be read: " + e.getMessage() + ".", e);
        }
        String found = sha256(bytes);
        if (!found.equals(variant.sha256())) {
            throw new ModelException(where + " is not the file that its card means: its SHA-256 is " + found + " ("
                    + bytes.length + " bytes), the card says " + variant.sha256()
                    + "; copy the file again or correct the card.");
        }
        return bytes;
    }

    private List<String> variantNames() {
        return card.variants().stream().map(Variant::name).toList();
    }

    private static ModelCard cardOf(Folder folder, String file) {
        try {
            return CardReader.read(new String(folder.read(file), StandardCharsets.UTF_8), folder.where(file));
        } catch (IOException e) {
            throw new ModelException(folder.where(file) + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private static Variant variantOf(ModelCard card, Path graph) {
        String file = String.valueOf(graph.getFileName());
        return card.variants().stream()
                .filter(v -> v.file().equals(file))
                .findFirst()
                .orElseThrow(() -> new ModelException(graph + " is not one of the files that the " + CARD
                        + " beside it names; add it there as a variant."));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private record Disk(Path path) implements Folder {
        @Override
        public byte[] read(String file) throws IOException {
            Path at = path.resolve(file);
            long largest = Runtime.getRuntime().maxMemory() / COPIES;
            if (Files.size(at) > largest) {
                throw new IOException(
                        "it has " + (Files.size(at) >> 20) + " MiB, and the memory of this process is enough for "
                                + (largest >> 20) + " MiB; give it more with -Xmx");
            }
            return Files.readAllBytes(at);
        }

        @Override
        public String where(String file) {
            return path.resolve(file).toString();
        }
    }

    private record Resources() implements Folder {
        @Override
        public byte[] read(String file) throws IOException {
            URL resource = Model.class.getResource(BUILT_IN + file);
            if (resource == null) {
                throw new NoSuchFileException(BUILT_IN + file);
            }
            try (InputStream in = resource.openStream()) {
                return in.readAllBytes();
            }
        }

        @Override
        public String where(String file) {
            return "built-in " + file;
        }
    }
}
