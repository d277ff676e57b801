package watchpost.daemon.scene;

import java.util.List;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Polygon;
import watchpost.core.vision.Picture;

/** How objects are cut out of full pictures for the second stage. */
public final class Cutting {
    /** Of the longer side of what is cut out, in pixels. */
    public static final int MOST_SIDE = 640;
    /** Around the object, of its own size: boxes are a little too tight now and then. */
    private static final double AROUND = 0.04;

    private Cutting() {}

    /** What to cut out for an object at {@code box}. */
    public static Box around(Box box) {
        double x = box.width() * AROUND;
        double y = box.height() * AROUND;
        return Box.clipped(box.x() - x, box.y() - y, box.right() + x, box.bottom() + y);
    }

    /** Makes black what the masks hide in {@code cut}, which shows {@code part} of the picture, in its own bytes. */
    public static Picture hide(Picture cut, Box part, List<Polygon> masks) {
        new Masking(masks, part, cut.size()).apply(cut);
        return cut;
    }
}
