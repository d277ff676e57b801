package watchpost.detector;

import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Letterbox;
import watchpost.core.vision.Detection;
import watchpost.core.vision.Detections;
import watchpost.core.vision.Frame;
import watchpost.core.vision.FrameShape;
import watchpost.detector.batch.Batch;
import watchpost.detector.batch.BatchPolicy;
import watchpost.detector.family.Candidates;
import watchpost.detector.family.Decoder;
import watchpost.detector.family.Family;
import watchpost.detector.family.Output;
import watchpost.detector.family.Suppression;
import watchpost.detector.graph.GraphPreparation;
import watchpost.detector.graph.QuantisedGraph;
import watchpost.detector.model.AccuracyGate;
import watchpost.detector.model.Model;
import watchpost.detector.model.ModelCard;
import watchpost.detector.model.ModelCard.Rivals;
import watchpost.detector.model.ModelCard.Target;
import watchpost.detector.model.ModelCard.Variant;
import watchpost.detector.model.ModelException;
import watchpost.detector.onnx.InferenceException;
import watchpost.detector.onnx.InferenceSession;
import watchpost.detector.onnx.Ladder;
import watchpost.detector.onnx.Provider;

/**
 * A model, open on one execution provider. The same frame gives the same detections. On the CPU any number of threads may detect at the
 * same time on the one shared session; on an accelerator there is one.
 */
public final class Detector implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Detector.class.getName());

    private final Model asked;
    private final Model model;
    private final Ladder ladder;
    private final Decoder decoder;
    private final Suppression suppression;
    private final double report;
    private volatile @Nullable InferenceException failure;

    private Detector(Model asked, Ladder ladder, DetectorSettings settings) {
        this.asked = asked;
        this.model = modelOn(ladder.provider(), asked, settings);
        ModelCard card = model.card();
        this.ladder = ladder;
        this.decoder = Family.named(card.family()).decoder(ladder.session().outputs(), card);
        this.suppression = new Suppression(card, settings.oneOf() ? card.rivals() : Rivals.NONE);
        this.report = settings.report().orElse(card.thresholds().report());
    }

    /**
     * Opens a model on the first of the settings' providers that works, and runs it once. Where an accelerator was among them and only the
     * CPU is left, its stand-in takes its place, if the card names one.
     *
     * @throws ModelException if the file is not what the card says
     * @throws InferenceException if it runs on none of the providers
     */
    public static Detector open(Model model, DetectorSettings settings) {
        Ladder ladder = Ladder.open(
                settings.providers(),
                model.shape(),
                new Graphs(model, settings),
                (graph, provider, batches) -> session(graph, model, provider, batches, settings));
        try {
            Detector detector = new Detector(model, ladder, settings);
            detector.rehearse();
            return detector;
        } catch (RuntimeException e) {
            ladder.session().close();
            throw e;
        }
    }

    /** On the CPU the graph is rewritten where that is known to pay; one that does not open so is opened as it is. */
    private static InferenceSession session(
            byte[] graph, Model asked, Provider provider, List<Integer> batches, DetectorSettings settings) {
        if (provider == Provider.CPU && batches.equals(List.of(1)) && !settings.asPublished()) {
            ModelCard card = modelOn(provider, asked, settings).card();
            boolean bytes = Family.READ_LEVELS.contains(card.family());
            Optional<byte[]> rewritten = QuantisedGraph.rewritten(graph, card.input(), bytes);
            try {
                if (rewritten.isPresent()) {
                    return settings.opener()
                            .open(rewritten.get(), asked.shape(), provider, batches, settings.acceleration());
                }
            } catch (InferenceException e) {
                LOG.log(Level.DEBUG, () -> asked.name() + " is run as it was published: " + e.getMessage());
            }
        }
        return settings.opener().open(graph, asked.shape(), provider, batches, settings.acceleration());
    }

    /** What frames have to look like. */
    public FrameShape shape() {
        return model.shape();
    }

    /** Names of the classes that can be reported. */
    public List<String> classes() {
        return model.classes().stream().filter(name -> !name.isEmpty()).toList();
    }

    /** The model that runs. */
    public Model model() {
        return model;
    }

    /** The model that was asked for; {@link #model()} may be its stand-in. */
    public Model asked() {
        return asked;
    }

    /** Why the last run that failed did; empty if none did. */
    public Optional<InferenceException> failure() {
        return Optional.ofNullable(failure);
    }

    /** The file of the model that runs. */
    public Variant variant() {
        return variant(model, provider());
    }

    /** Where it runs. */
    public Provider provider() {
        return ladder.provider();
    }

    /** One sentence for each better provider that did not work here; empty if the first one did. */
    public List<String> stepsDown() {
        return ladder.stepsDown();
    }

    /** How frames should be put together for this provider and model. */
    public BatchPolicy batchPolicy() {
        int most = ladder.session().most();
        return most == 1 ? BatchPolicy.singles() : BatchPolicy.upTo(most);
    }

    /** Why each run has one frame though more were wanted; empty if that is not so. */
    public Optional<String> single() {
        return ladder.single();
    }

    /** How many threads can detect at the same time: one for each processor on the CPU, else one. {@link WorkerChoice} measures. */
    public int workers() {
        return provider().isAccelerator() ? 1 : Runtime.getRuntime().availableProcessors();
    }

    /** What is in the batch's frames, in their order. The batch stays the caller's. */
    public List<Detections> detect(Batch batch) {
        List<Frame> frames = batch.frames();
        List<Detections> results = new ArrayList<>();
        for (int from = 0; from < frames.size(); from += ladder.session().most()) {
            int to = Math.min(frames.size(), from + ladder.session().most());
            results.addAll(together(frames.subList(from, to)));
        }
        return results;
    }

    /**
     * What is in one frame, most confident first. The frame stays the caller's.
     *
     * @throws IllegalArgumentException if the frame is not of {@link #shape()}
     * @throws InferenceException if the run fails
     */
    public Detections detect(Frame frame) {
        return together(List.of(frame)).get(0);
    }

    private List<Detections> together(List<Frame> frames) {
        for (Frame frame : frames) {
            if (!frame.shape().equals(shape())) {
                throw new IllegalArgumentException(
                        "a frame of " + frame.shape() + " for a model that takes " + shape());
            }
        }
        try {
            return ladder.session()
                    .run(frames.stream().map(Frame::pixels).toList(), outputs -> IntStream.range(0, frames.size())
                            .mapToObj(i -> read(outputs, i, frames.get(i)))
                            .toList());
        } catch (InferenceException e) {
            failure = e;
            throw e;
        }
    }

    /** Runs the model on one frame and reads nothing: what inference alone costs, for benchmarks. The frame stays the caller's. */
    public void runOnly(Frame frame) {
        runOnly(frame.pixels());
    }

    void runOnly(ByteBuffer pixels) {
        ladder.session().run(List.of(pixels), List::size);
    }

    /** Waits for the runs in progress, then frees the session. */
    @Override
    public void close() {
        ladder.session().close();
    }

    /** Reads the outputs of a black picture: a graph that leaves the sizes of its outputs open can be wrong only now. */
    private void rehearse() {
        ByteBuffer black = ByteBuffer.allocateDirect(shape().bytes());
        try {
            ladder.session().run(List.of(black), outputs -> {
                decoder.decode(outputs, 0, new Candidates(report));
                return outputs.size();
            });
        } catch (IndexOutOfBoundsException e) {
            throw new ModelException(
                    variant().file() + ": the sizes of its outputs are not those of family "
                            + model.card().family() + ".",
                    e);
        }
    }

    private Detections read(List<Output> outputs, int picture, Frame frame) {
        Candidates found = new Candidates(report);
        decoder.decode(outputs, picture, found);
        Letterbox letterbox = shape().letterbox(frame.picture());
        List<Detection> detections = new ArrayList<>();
        for (int i : suppression.keep(found)) {
            Box box = letterbox.toPicture(found.left(i), found.top(i), found.right(i), found.bottom(i));
            if (box.area() > 0) {
                String label = model.classes().get(found.label(i));
                detections.add(new Detection(label, found.score(i), box));
            }
        }
        return new Detections(frame.camera(), frame.time(), frame.picture(), detections);
    }

    /** What a model is on each rung of the ladder. */
    private record Graphs(Model asked, DetectorSettings settings) implements Ladder.Graphs {
        @Override
        public byte[] prepared(Provider provider, boolean batches) {
            Model model = modelOn(provider, asked, settings);
            Variant variant = variant(model, provider);
            if (provider.isAccelerator() && !AccuracyGate.passes(model.card(), variant)) {
                throw new InferenceException(
                        variant.file()
                                + " computes in int8, and its card does not show that it finds as much as in another precision");
            }
            try {
                return GraphPreparation.fold(model.graph(variant), model.card().input(), batches);
            } catch (ModelException e) {
                throw new ModelException(variant.file() + ": " + e.getMessage(), e);
            }
        }

        @Override
        public List<Integer> batches(Provider provider) {
            return settings.batches(provider);
        }
    }

    private static Model modelOn(Provider provider, Model asked, DetectorSettings settings) {
        boolean onlyLeft =
                provider == Provider.CPU && settings.providers().stream().anyMatch(Provider::isAccelerator);
        return onlyLeft ? asked.standIn().orElse(asked) : asked;
    }

    private static Variant variant(Model model, Provider provider) {
        return model.variantFor(provider.isAccelerator() ? Target.ACCELERATOR : Target.CPU);
    }
}
