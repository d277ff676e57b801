package watchpost.capture;

import java.util.Optional;
import watchpost.capture.ffmpeg.DecodedPicture;
import watchpost.capture.ffmpeg.MediaException;
import watchpost.capture.ffmpeg.Scaler;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Size;
import watchpost.core.time.FrameTime;
import watchpost.core.vision.Picture;

/** Cuts a part out of a decoded picture. */
final class PicturePart {
    /** In pixels. */
    private static final int LEAST_SIDE = 8;

    private PicturePart() {}

    /**
     * What lies in {@code box}; empty if that has hardly a pixel.
     *
     * @param mostSide a part with a longer side is made smaller, to this many pixels
     */
    static Optional<Picture> of(DecodedPicture whole, FrameTime time, Box box, int mostSide) throws MediaException {
        Size of = whole.size();
        // even, because colours may be stored for pairs of pixels
        int left = 2 * (int) (box.x() * of.width() / 2);
        int top = 2 * (int) (box.y() * of.height() / 2);
        int width = Math.min(of.width(), (int) Math.ceil(box.right() * of.width())) - left;
        int height = Math.min(of.height(), (int) Math.ceil(box.bottom() * of.height())) - top;
        if (Math.min(width, height) < LEAST_SIDE) {
            return Optional.empty();
        }
        double scale = Math.min(1, (double) mostSide / Math.max(width, height));
        Size size = new Size(scaled(width, scale), scaled(height, scale));
        try (DecodedPicture part = whole.part(left, top, new Size(width, height));
                Scaler scaler = new Scaler(Scaler.Quality.ACCURATE)) {
            return Optional.of(new Picture(size, scaler.toBgr(part, size), time));
        }
    }

    private static int scaled(int side, double scale) {
        return Math.max(LEAST_SIDE, (int) Math.round(side * scale));
    }
}
