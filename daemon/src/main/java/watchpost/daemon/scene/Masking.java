package watchpost.daemon.scene;

import java.util.List;
import java.util.stream.IntStream;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Point;
import watchpost.core.geometry.Polygon;
import watchpost.core.geometry.Size;
import watchpost.core.vision.Picture;

/** Privacy masks over the pictures of one recording: worked out once, then applied to each picture. */
public final class Masking {
    private final Size size;
    private final Box part;
    private final int[] hidden;

    /** Finds the pixels of {@code masks} in pictures of {@code size}. */
    public Masking(List<Polygon> masks, Size size) {
        this(masks, new Box(0, 0, 1, 1), size);
    }

    /** Finds the pixels of {@code masks} in what is cut out of pictures at {@code part}, and has {@code size}. */
    public Masking(List<Polygon> masks, Box part, Size size) {
        this.size = size;
        this.part = part;
        this.hidden = IntStream.range(0, masks.isEmpty() ? 0 : size.width() * size.height())
                .filter(pixel -> covers(masks, pixel))
                .toArray();
    }

    /** Makes the masked pixels of {@code picture} black, in its own bytes. */
    public void apply(Picture picture) {
        if (!picture.size().equals(size)) {
            throw new IllegalArgumentException("masks for " + size + ", but the picture has " + picture.size());
        }
        byte[] bgr = picture.bgr();
        for (int pixel : hidden) {
            bgr[3 * pixel] = 0;
            bgr[3 * pixel + 1] = 0;
            bgr[3 * pixel + 2] = 0;
        }
    }

    private boolean covers(List<Polygon> masks, int pixel) {
        int row = pixel / size.width();
        int column = pixel % size.width();
        Point middle = new Point(
                part.x() + (column + 0.5) / size.width() * part.width(),
                part.y() + (row + 0.5) / size.height() * part.height());
        return masks.stream().anyMatch(mask -> mask.contains(middle));
    }
}
