package watchpost.daemon.accuracy;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * NanoDet-g computed in the plainest way: the picture read by ImageIO, scaled in loops, normalised to floating point in Java, run on
 * the graph as it was published, boxes decoded one by one. It shares no code with the product; nothing here is made to be fast.
 */
final class PlainNanoDet implements AutoCloseable {
    private static final int SIDE = 416;
    private static final int CLASSES = 80;
    private static final int BINS = 11;
    private static final int[] STRIDES = {8, 16, 32};
    private static final float[] MEAN_BGR = {103.53f, 116.28f, 123.675f};
    private static final float[] DEVIATION_BGR = {57.375f, 57.12f, 58.395f};
    private static final double SUPPRESSION = 0.6;

    /** A box by its edges as fractions of the picture. */
    record Box(int label, double score, double left, double top, double right, double bottom) {
        double iou(Box other) {
            double width = Math.min(right, other.right) - Math.max(left, other.left);
            double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
            if (width <= 0 || height <= 0) {
                return 0;
            }
            return width * height / (area() + other.area() - width * height);
        }

        double area() {
            return (right - left) * (bottom - top);
        }
    }

    /** Where the picture lies in the square: centred, its shape kept. */
    private record Place(int x, int y, int width, int height) {
        static Place of(int pictureWidth, int pictureHeight) {
            double scale = Math.min((double) SIDE / pictureWidth, (double) SIDE / pictureHeight);
            int width = (int) Math.round(pictureWidth * scale);
            int height = (int) Math.round(pictureHeight * scale);
            return new Place((SIDE - width) / 2, (SIDE - height) / 2, width, height);
        }

        Box toPicture(Box box) {
            return new Box(
                    box.label(),
                    box.score(),
                    clamp((box.left() - x) / width, 1),
                    clamp((box.top() - y) / height, 1),
                    clamp((box.right() - x) / width, 1),
                    clamp((box.bottom() - y) / height, 1));
        }
    }

    // a process has one environment, and asking for it by another name makes the runtime print a warning
    private final OrtEnvironment environment =
            OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "watchpost");
    private final OrtSession session;

    PlainNanoDet(byte[] graph) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            session = environment.createSession(graph, options);
        }
    }

    /** Boxes of a JPEG file with a score of at least {@code least}, after suppression, most confident first. */
    List<Box> detect(Path file, double least) throws IOException, OrtException {
        int[][][] image = bgr(stored(file));
        Place place = Place.of(image[0].length, image.length);
        return detect(normalised(image, place), place, least);
    }

    /** The same for a picture that lies in the input already, as packed bytes. */
    List<Box> detect(ByteBuffer pixels, int pictureWidth, int pictureHeight, double least) throws OrtException {
        float[] planes = new float[3 * SIDE * SIDE];
        for (int i = 0; i < SIDE * SIDE; i++) {
            for (int channel = 0; channel < 3; channel++) {
                int value = pixels.get(3 * i + channel) & 0xff;
                planes[channel * SIDE * SIDE + i] = (value - MEAN_BGR[channel]) / DEVIATION_BGR[channel];
            }
        }
        return detect(planes, Place.of(pictureWidth, pictureHeight), least);
    }

    private List<Box> detect(float[] planes, Place place, double least) throws OrtException {
        try (OnnxTensor tensor =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(planes), new long[] {1, 3, SIDE, SIDE});
                OrtSession.Result result = session.run(Map.of("input", tensor))) {
            List<Box> boxes = new ArrayList<>();
            for (int stride : STRIDES) {
                float[][] scores = output(result, "cls_" + stride);
                float[][] distances = output(result, "dis_" + stride);
                for (int i = 0; i < scores.length; i++) {
                    Box box = box(scores[i], distances[i], i, stride);
                    if (box.score() >= least) {
                        boxes.add(box);
                    }
                }
            }
            return suppressed(boxes).stream().map(place::toPicture).toList();
        }
    }

    private static float[][] output(OrtSession.Result result, String name) throws OrtException {
        return ((float[][][]) result.get(name).orElseThrow().getValue())[0];
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }

    private static float[] normalised(int[][][] image, Place place) {
        float[] planes = new float[3 * SIDE * SIDE];
        for (int i = 0; i < planes.length; i++) {
            // the margins are pixels too: the byte nearest to the mean
            int channel = i / (SIDE * SIDE);
            planes[i] = (Math.round(MEAN_BGR[channel]) - MEAN_BGR[channel]) / DEVIATION_BGR[channel];
        }
        int height = image.length;
        int width = image[0].length;
        // In exact fractions: a value half-way between two bytes is frequent, and floating point would round it by
        // chance.
        long halfRow = 2L * place.height();
        long halfColumn = 2L * place.width();
        for (int row = 0; row < place.height(); row++) {
            long y = within((2L * row + 1) * height - place.height(), (height - 1) * halfRow);
            for (int column = 0; column < place.width(); column++) {
                long x = within((2L * column + 1) * width - place.width(), (width - 1) * halfColumn);
                for (int channel = 0; channel < 3; channel++) {
                    // A scaled picture is bytes again, in every implementation that this one stands for.
                    long sum = weighted(image, x, halfColumn, y, halfRow, channel);
                    long value = Math.floorDiv(2 * sum + halfColumn * halfRow, 2 * halfColumn * halfRow);
                    int at = (channel * SIDE + place.y() + row) * SIDE + place.x() + column;
                    planes[at] = (value - MEAN_BGR[channel]) / DEVIATION_BGR[channel];
                }
            }
        }
        return planes;
    }

    private static long within(long value, long most) {
        return Math.max(0, Math.min(most, value));
    }

    /** The sum over the four pixels around (x/xUnit, y/yUnit), each by the area of the opposite rectangle. */
    private static long weighted(int[][][] image, long x, long xUnit, long y, long yUnit, int channel) {
        long sum = 0;
        for (int down = 0; down < 2; down++) {
            for (int across = 0; across < 2; across++) {
                int row = (int) Math.min(y / yUnit + down, image.length - 1);
                int column = (int) Math.min(x / xUnit + across, image[0].length - 1);
                long area = (across == 0 ? xUnit - x % xUnit : x % xUnit) * (down == 0 ? yUnit - y % yUnit : y % yUnit);
                sum += area * image[row][column][channel];
            }
        }
        return sum;
    }

    /** The picture as the file stores it: ImageIO's usual way would apply colour profiles, which cameras and detectors know nothing of. */
    private static Raster stored(Path file) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            reader.setInput(in);
            return reader.readRaster(0, null);
        } finally {
            reader.dispose();
        }
    }

    /** Blue, green and red by row and column (ITU-R BT.601, full range, as JFIF has it). */
    private static int[][][] bgr(Raster image) {
        int bands = image.getNumBands();
        int[][][] rows = new int[image.getHeight()][image.getWidth()][];
        for (int y = 0; y < image.getHeight(); y++) {
            int[] row = image.getPixels(0, y, image.getWidth(), 1, (int[]) null);
            for (int x = 0; x < image.getWidth(); x++) {
                int luma = row[x * bands];
                int blue = bands == 1 ? 0 : row[x * bands + 1] - 128;
                int red = bands == 1 ? 0 : row[x * bands + 2] - 128;
                rows[y][x] = new int[] {
                    toByte(luma + 1.772 * blue),
                    toByte(luma - 0.34414 * blue - 0.71414 * red),
                    toByte(luma + 1.402 * red)
                };
            }
        }
        return rows;
    }

    private static int toByte(double value) {
        return (int) Math.round(clamp(value, 255));
    }

    private static double clamp(double value, double most) {
        return Math.max(0, Math.min(most, value));
    }

    private static Box box(float[] scores, float[] distances, int place, int stride) {
        int label = 0;
        for (int i = 1; i < CLASSES; i++) {
            label = scores[i] > scores[label] ? i : label;
        }
        int columns = SIDE / stride;
        double centreX = place % columns * stride + 0.5 * (stride - 1);
        double centreY = Math.floorDiv(place, columns) * stride + 0.5 * (stride - 1);
        double[] side = new double[4];
        for (int s = 0; s < 4; s++) {
            double sum = 0;
            for (int bin = 0; bin < BINS; bin++) {
                sum += Math.exp(distances[s * BINS + bin]);
            }
            for (int bin = 0; bin < BINS; bin++) {
                side[s] += stride * bin * Math.exp(distances[s * BINS + bin]) / sum;
            }
        }
        return new Box(
                label,
                scores[label],
                clamp(centreX - side[0], SIDE),
                clamp(centreY - side[1], SIDE),
                clamp(centreX + side[2], SIDE),
                clamp(centreY + side[3], SIDE));
    }

    private static List<Box> suppressed(List<Box> boxes) {
        List<Box> kept = new ArrayList<>();
        boxes.stream().sorted(Comparator.comparingDouble(Box::score).reversed()).forEach(box -> {
            if (kept.stream().noneMatch(other -> other.label() == box.label() && other.iou(box) > SUPPRESSION)) {
                kept.add(box);
            }
        });
        return kept;
    }
}
