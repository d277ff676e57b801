package watchpost.daemon.accuracy;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * The detectors at hand computed in the plainest way, as their publishers' examples do: picture read by ImageIO, scaled and normalised in
 * loops, run on the published graph, boxes decoded one by one. It shares no code with the product, and nothing here is made to be fast.
 */
final class PlainDetector implements AutoCloseable {
    /** How a network is fed and read. */
    enum Kind {
        NANODET_G(416, Lie.CENTRED, false, 0.6),
        NANODET_M(320, Lie.CENTRED, false, 0.6),
        PICODET(320, Lie.STRETCHED, false, 0.6),
        YOLOX(416, Lie.CORNER, false, 0.45),
        DEIM(320, Lie.STRETCHED, true, 1),
        SSD(300, Lie.STRETCHED, true, 0.6);

        final int side;
        final Lie lie;
        final boolean rgb;
        final double suppression;

        Kind(int side, Lie lie, boolean rgb, double suppression) {
            this.side = side;
            this.lie = lie;
            this.rgb = rgb;
            this.suppression = suppression;
        }

        double mean(int channel) {
            return switch (this) {
                case NANODET_G, NANODET_M, PICODET -> NANODET_MEAN[channel];
                case YOLOX, DEIM -> 0;
                case SSD -> 127.5;
            };
        }

        double deviation(int channel) {
            return switch (this) {
                case NANODET_G, NANODET_M, PICODET -> NANODET_DEVIATION[channel];
                case YOLOX -> 1;
                case DEIM -> 255;
                case SSD -> 127.5;
            };
        }
    }

    /** Where the picture lies in the square. */
    enum Lie {
        CENTRED,
        CORNER,
        STRETCHED
    }

    /** A box by its edges, first in input pixels, at the end in pixels of the picture. {@code label} counts as the network does. */
    record Box(int label, double score, double left, double top, double right, double bottom) {
        double iou(Box other) {
            double width = Math.min(right, other.right) - Math.max(left, other.left);
            double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
            double common = Math.max(0, width) * Math.max(0, height);
            return common
                    / ((right - left) * (bottom - top)
                            + (other.right - other.left) * (other.bottom - other.top)
                            - common);
        }
    }

    private static final double[] NANODET_MEAN = {103.53, 116.28, 123.675};
    private static final double[] NANODET_DEVIATION = {57.375, 57.12, 58.395};

    private final OrtEnvironment environment =
            OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "watchpost");
    private final OrtSession session;
    private final Kind kind;

    PlainDetector(Kind kind, byte[] graph) throws OrtException {
        this.kind = kind;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            session = environment.createSession(graph, options);
        }
    }

    /** Boxes with a score of at least {@code least} in pixels of the picture, most confident first, at most 100. */
    List<Box> detect(Path file, double least) throws IOException, OrtException {
        double[][][] picture = rgb(file);
        int height = picture.length;
        int width = picture[0].length;
        double shrink = Math.min((double) kind.side / width, (double) kind.side / height);
        int innerWidth = kind.lie == Lie.STRETCHED ? kind.side : (int) Math.round(width * shrink);
        int innerHeight = kind.lie == Lie.STRETCHED ? kind.side : (int) Math.round(height * shrink);
        int x = kind.lie == Lie.CENTRED ? (kind.side - innerWidth) / 2 : 0;
        int y = kind.lie == Lie.CENTRED ? (kind.side - innerHeight) / 2 : 0;
        float[] planes = planes(scaled(picture, innerWidth, innerHeight), x, y);
        List<Box> boxes = new ArrayList<>();
        for (Box box : suppressed(run(planes), least)) {
            boxes.add(new Box(
                    box.label,
                    box.score,
                    within((box.left - x) * width / innerWidth, width),
                    within((box.top - y) * height / innerHeight, height),
                    within((box.right - x) * width / innerWidth, width),
                    within((box.bottom - y) * height / innerHeight, height)));
        }
        return boxes;
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }

    private List<Box> run(float[] planes) throws OrtException {
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try {
            for (String name : session.getInputNames()) {
                inputs.put(
                        name,
                        name.equals("orig_target_sizes")
                                ? OnnxTensor.createTensor(
                                        environment,
                                        LongBuffer.wrap(new long[] {kind.side, kind.side}),
                                        new long[] {1, 2})
                                : OnnxTensor.createTensor(
                                        environment, FloatBuffer.wrap(planes), new long[] {1, 3, kind.side, kind.side
                                        }));
            }
            try (OrtSession.Result result = session.run(inputs)) {
                return switch (kind) {
                    case NANODET_G -> distributions(result, "cls_%d", "dis_%d", new int[] {8, 16, 32});
                    case NANODET_M ->
                        distributions(result, "cls_pred_stride_%d", "dis_pred_stride_%d", new int[] {8, 16, 32});
                    case PICODET -> picodet(result);
                    case YOLOX -> yolox(result);
                    case DEIM -> deim(result);
                    case SSD -> ssd(result);
                };
            }
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private List<Box> distributions(OrtSession.Result result, String scores, String sides, int[] strides)
            throws OrtException {
        List<Box> boxes = new ArrayList<>();
        for (int stride : strides) {
            addGrid(
                    rows(result, String.format(scores, stride)),
                    rows(result, String.format(sides, stride)),
                    stride,
                    boxes);
        }
        return boxes;
    }

    private List<Box> picodet(OrtSession.Result result) throws OrtException {
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            float[][] scores = rows(result, "save_infer_model/scale_" + i + ".tmp_1");
            addGrid(scores, rows(result, "save_infer_model/scale_" + (i + 4) + ".tmp_1"), 8 << i, boxes);
        }
        return boxes;
    }

    private void addGrid(float[][] scores, float[][] sides, int stride, List<Box> boxes) {
        int columns = (int) Math.ceil((double) kind.side / stride);
        for (int i = 0; i < scores.length; i++) {
            double x = i % columns * stride + (stride - 1) / 2.0;
            double y = Math.floorDiv(i, columns) * stride + (stride - 1) / 2.0;
            int bins = sides[i].length / 4;
            double[] distance = new double[4];
            for (int side = 0; side < 4; side++) {
                double sum = 0;
                double weighted = 0;
                for (int bin = 0; bin < bins; bin++) {
                    double e = Math.exp(sides[i][side * bins + bin]);
                    sum += e;
                    weighted += bin * e;
                }
                distance[side] = weighted / sum * stride;
            }
            int label = largest(scores[i], 0);
            boxes.add(new Box(
                    label,
                    scores[i][label],
                    within(x - distance[0], kind.side),
                    within(y - distance[1], kind.side),
                    within(x + distance[2], kind.side),
                    within(y + distance[3], kind.side)));
        }
    }

    private List<Box> yolox(OrtSession.Result result) throws OrtException {
        float[][] rows = rows(result, "output");
        List<Box> boxes = new ArrayList<>();
        int row = 0;
        for (int stride : new int[] {8, 16, 32}) {
            for (int y = 0; y < kind.side / stride; y++) {
                for (int x = 0; x < kind.side / stride; x++, row++) {
                    float[] r = rows[row];
                    int label = largest(r, 5);
                    double width = Math.exp(r[2]) * stride;
                    double height = Math.exp(r[3]) * stride;
                    boxes.add(centred(
                            label, r[4] * r[5 + label], (r[0] + x) * stride, (r[1] + y) * stride, width, height));
                }
            }
        }
        return boxes;
    }

    private static Box centred(int label, double score, double x, double y, double width, double height) {
        return new Box(label, score, x - width / 2, y - height / 2, x + width / 2, y + height / 2);
    }

    private static List<Box> deim(OrtSession.Result result) throws OrtException {
        long[] labels = ((long[][]) result.get("labels").orElseThrow().getValue())[0];
        float[] scores = ((float[][]) result.get("scores").orElseThrow().getValue())[0];
        float[][] corners = rows(result, "boxes");
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            float[] c = corners[i];
            boxes.add(new Box((int) labels[i], scores[i], c[0], c[1], c[2], c[3]));
        }
        return boxes;
    }

    private List<Box> ssd(OrtSession.Result result) throws OrtException {
        float[][][] corners = ((float[][][][]) result.get("boxes").orElseThrow().getValue())[0];
        float[][] scores = rows(result, "scores");
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            float[] c = corners[i][0];
            int label = largest(scores[i], 0);
            int side = kind.side;
            boxes.add(new Box(label, scores[i][label], c[1] * side, c[0] * side, c[3] * side, c[2] * side));
        }
        return boxes;
    }

    private List<Box> suppressed(List<Box> boxes, double least) {
        List<Box> kept = new ArrayList<>();
        boxes.sort(Comparator.comparingDouble(Box::score).reversed());
        for (Box box : boxes) {
            boolean covered =
                    kept.stream().anyMatch(other -> other.label == box.label && other.iou(box) > kind.suppression);
            if (box.score >= least && !covered && kept.size() < 100) {
                kept.add(box);
            }
        }
        return kept;
    }

    private float[] planes(double[][][] inner, int x, int y) {
        int side = kind.side;
        float[] planes = new float[3 * side * side];
        for (int channel = 0; channel < 3; channel++) {
            for (int row = 0; row < side; row++) {
                for (int column = 0; column < side; column++) {
                    boolean inside = row >= y && row < y + inner.length && column >= x && column < x + inner[0].length;
                    int colour = kind.rgb ? channel : 2 - channel;
                    double margin = kind == Kind.YOLOX ? 114 : kind.mean(channel);
                    double value = inside ? inner[row - y][column - x][colour] : margin;
                    planes[(channel * side + row) * side + column] =
                            (float) ((value - kind.mean(channel)) / kind.deviation(channel));
                }
            }
        }
        return planes;
    }

    /** Bilinear between pixel centres, rounded to bytes. */
    private static double[][][] scaled(double[][][] picture, int width, int height) {
        double[][][] result = new double[height][width][3];
        for (int row = 0; row < height; row++) {
            double y = within((row + 0.5) * picture.length / height - 0.5, picture.length - 1);
            int y0 = (int) y;
            int y1 = Math.min(y0 + 1, picture.length - 1);
            for (int column = 0; column < width; column++) {
                double x = within((column + 0.5) * picture[0].length / width - 0.5, picture[0].length - 1);
                int x0 = (int) x;
                int x1 = Math.min(x0 + 1, picture[0].length - 1);
                for (int c = 0; c < 3; c++) {
                    double above = picture[y0][x0][c] * (1 - (x - x0)) + picture[y0][x1][c] * (x - x0);
                    double below = picture[y1][x0][c] * (1 - (x - x0)) + picture[y1][x1][c] * (x - x0);
                    result[row][column][c] = Math.round(above * (1 - (y - y0)) + below * (y - y0));
                }
            }
        }
        return result;
    }

    /** Red, green and blue of a JPEG file as it is stored (JFIF: ITU-R BT.601, full range), without colour profiles. */
    private static double[][][] rgb(Path file) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            reader.setInput(in);
            Raster raster = reader.readRaster(0, null);
            double[][][] picture = new double[raster.getHeight()][raster.getWidth()][3];
            double[] p = new double[4];
            for (int y = 0; y < raster.getHeight(); y++) {
                for (int x = 0; x < raster.getWidth(); x++) {
                    raster.getPixel(x, y, p);
                    double blue = raster.getNumBands() == 1 ? 0 : p[1] - 128;
                    double red = raster.getNumBands() == 1 ? 0 : p[2] - 128;
                    picture[y][x][0] = Math.round(within(p[0] + 1.402 * red, 255));
                    picture[y][x][1] = Math.round(within(p[0] - 0.34414 * blue - 0.71414 * red, 255));
                    picture[y][x][2] = Math.round(within(p[0] + 1.772 * blue, 255));
                }
            }
            return picture;
        } finally {
            reader.dispose();
        }
    }

    private static float[][] rows(OrtSession.Result result, String name) throws OrtException {
        return ((float[][][]) result.get(name).orElseThrow().getValue())[0];
    }

    private static int largest(float[] numbers, int from) {
        int best = from;
        for (int i = from; i < numbers.length; i++) {
            best = numbers[i] > numbers[best] ? i : best;
        }
        return best - from;
    }

    private static double within(double value, double most) {
        return Math.max(0, Math.min(most, value));
    }
}
