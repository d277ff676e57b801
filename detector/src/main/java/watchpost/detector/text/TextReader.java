package watchpost.detector.text;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import watchpost.core.geometry.Size;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.FrameTime;
import watchpost.core.time.Moment;
import watchpost.core.vision.Picture;
import watchpost.detector.family.Output;
import watchpost.detector.model.ModelException;
import watchpost.detector.model.TextCard;
import watchpost.detector.model.TextModel;
import watchpost.detector.onnx.FloatSession;
import watchpost.detector.onnx.InferenceException;
import watchpost.detector.second.Label;
import watchpost.detector.second.Recogniser;

/**
 * A text model, open on the CPU: finds the lines of text in pictures and reads them, several pictures in one run and all their lines in
 * another. Used and closed by one thread; the same pictures give the same texts.
 */
public final class TextReader implements Recogniser {
    private static final int COLOURS = 3;
    private static final int WIDTH_STEP = 8;
    private static final int LEAST_WIDTH = 32;

    private static final FrameTime NEVER =
            new FrameTime(new Moment(Duration.ZERO, Instant.EPOCH, ClockQuality.UNSYNCED), 0);

    private final TextCard card;
    private final FloatSession finding;
    private final FloatSession reading;
    private final Pixels finderPixels;
    private final Pixels readerPixels;
    private final LineFinder finder;
    private final Alphabet alphabet;
    private FloatBuffer input = direct(0);

    private TextReader(TextModel model, FloatSession finding, FloatSession reading) {
        this.card = model.card();
        this.finding = finding;
        this.reading = reading;
        this.finderPixels = new Pixels(card.finder().graph());
        this.readerPixels = new Pixels(card.reader().graph());
        this.finder = new LineFinder(card.finder());
        this.alphabet = new Alphabet(model.characters(), card.alphabet());
    }

    /**
     * Opens a model and runs both graphs once.
     *
     * @throws ModelException if a file is not what the card says
     * @throws InferenceException if a graph cannot be run
     */
    public static TextReader open(TextModel model) {
        TextCard card = model.card();
        FloatSession finding = opened(model, card.finder().graph());
        try {
            FloatSession reading = opened(model, card.reader().graph());
            try {
                TextReader reader = new TextReader(model, finding, reading);
                reader.rehearse();
                return reader;
            } catch (RuntimeException e) {
                reading.close();
                throw e;
            }
        } catch (RuntimeException e) {
            finding.close();
            throw e;
        }
    }

    @Override
    public double sure() {
        return card.sure();
    }

    /** The surest text of each picture that looks as the card says; that of two lines below each other is one text. */
    @Override
    public List<Optional<Label>> recognise(List<Picture> pictures) {
        List<Picture> of = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        List<List<Line>> found = find(pictures);
        for (int i = 0; i < pictures.size(); i++) {
            of.addAll(Collections.nCopies(found.get(i).size(), pictures.get(i)));
            lines.addAll(found.get(i));
        }
        List<Label> texts = lines.isEmpty() ? List.of() : texts(of, lines);
        List<Optional<Label>> byPicture = new ArrayList<>();
        int next = 0;
        for (List<Line> ofOne : found) {
            byPicture.add(new Stack(ofOne, texts.subList(next, next + ofOne.size()), card.report())
                    .surest(card.pattern().asMatchPredicate()));
            next += ofOne.size();
        }
        return byPicture;
    }

    @Override
    public void close() {
        finding.close();
        reading.close();
    }

    /** Where the lines of each picture are, in its own pixels. */
    private List<List<Line>> find(List<Picture> pictures) {
        int side = card.finder().side();
        int plane = side * side;
        FloatBuffer values = cleared(pictures.size() * COLOURS * plane);
        List<Double> scales = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++) {
            Size size = pictures.get(i).size();
            double scale = (double) side / Math.max(size.width(), size.height());
            int width = Math.max(1, (int) Math.round(size.width() * scale));
            int height = Math.max(1, (int) Math.round(size.height() * scale));
            finderPixels.write(
                    pictures.get(i), whole(size), new Plane(values, i * COLOURS * plane, width, height, side, plane));
            scales.add(1 / scale);
        }
        return finding.run(values, new long[] {pictures.size(), COLOURS, side, side}, output -> {
            check(card.finder().graph(), output, List.of(pictures.size(), 1, side, side));
            List<List<Line>> lines = new ArrayList<>();
            for (int i = 0; i < pictures.size(); i++) {
                double back = scales.get(i);
                lines.add(finder.find(output.floats(), i * plane).stream()
                        .map(line -> line.scaled(back))
                        .toList());
            }
            return lines;
        });
    }

    /** What each line says; {@code of} has the picture of each. */
    private List<Label> texts(List<Picture> of, List<Line> lines) {
        int height = card.reader().height();
        List<Integer> widths = lines.stream().map(this::width).toList();
        int widest = Collections.max(widths);
        FloatBuffer values = cleared(lines.size() * COLOURS * height * widest);
        for (int i = 0; i < lines.size(); i++) {
            int begin = i * COLOURS * height * widest;
            readerPixels.write(
                    of.get(i), lines.get(i), new Plane(values, begin, widths.get(i), height, widest, height * widest));
        }
        return reading.run(values, new long[] {lines.size(), COLOURS, height, widest}, output -> {
            check(card.reader().graph(), output, List.of(lines.size(), -1, alphabet.columns()));
            int steps = output.dims().get(1);
            List<Label> texts = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                texts.add(alphabet.read(output.floats(), i * steps * alphabet.columns(), steps));
            }
            return texts;
        });
    }

    private int width(Line line) {
        double width = line.length() * card.reader().height() / Math.max(1, line.height());
        int rounded = (int) Math.ceil(width / WIDTH_STEP) * WIDTH_STEP;
        return Math.min(card.reader().widest(), Math.max(LEAST_WIDTH, rounded));
    }

    /** Runs both graphs on a black picture: sizes that a graph leaves open can be wrong only now. */
    private void rehearse() {
        Size size = new Size(LEAST_WIDTH, LEAST_WIDTH);
        Picture black = new Picture(size, new byte[size.width() * size.height() * COLOURS], NEVER);
        find(List.of(black));
        texts(List.of(black), List.of(whole(size)));
    }

    private static Line whole(Size size) {
        return new Line(size.width() / 2.0, size.height() / 2.0, 0, size.width(), size.height());
    }

    private static void check(TextCard.Graph graph, Output output, List<Integer> wanted) {
        boolean fits = output.dims().size() == wanted.size();
        for (int i = 0; fits && i < wanted.size(); i++) {
            fits = wanted.get(i) < 0 || wanted.get(i).equals(output.dims().get(i));
        }
        if (!fits) {
            throw new ModelException(
                    graph.file() + ": its output is " + output.dims() + ", but " + wanted + " is read (-1 being any).");
        }
    }

    private static FloatSession opened(TextModel model, TextCard.Graph graph) {
        byte[] bytes = model.graph(graph);
        FloatSession session = named(graph, () -> FloatSession.open(bytes));
        List<Long> dims = session.inputDims();
        if (!session.input().equals(graph.input()) || dims.size() != 4 || dims.get(1) != COLOURS) {
            session.close();
            throw new ModelException(graph.file() + ": its input is " + session.input() + " " + dims
                    + ", the card says " + graph.input() + " [batch, 3, height, width].");
        }
        return session;
    }

    private static <T> T named(TextCard.Graph graph, Supplier<T> opening) {
        try {
            return opening.get();
        } catch (InferenceException e) {
            throw new ModelException(graph.file() + ": " + e.getMessage(), e);
        }
    }

    /** The input with place for so many numbers, all 0: the margins are as grey as the mean. */
    private FloatBuffer cleared(int count) {
        if (input.capacity() < count) {
            input = direct(count);
        }
        FloatBuffer values = input.duplicate().clear().limit(count);
        for (int i = 0; i < count; i++) {
            values.put(i, 0);
        }
        return values;
    }

    private static FloatBuffer direct(int count) {
        return ByteBuffer.allocateDirect(count * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }
}
