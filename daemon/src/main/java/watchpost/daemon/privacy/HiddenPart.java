package watchpost.daemon.privacy;

import java.util.Optional;
import java.util.Set;
import watchpost.config.CameraConfig.Blur;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Size;

/**
 * Which part of a thing is hidden. Boxes are a little too tight now and then, so every part is taken with a margin of a tenth of the
 * box on each side.
 *
 * <p>There is no model for faces and none for plates here. A head is looked for in the upper part of a person's box: as high as the box
 * is wide, at least its upper three tenths; so all of somebody who is seen from the waist up, sits or lies. A plate is looked for in the
 * lower three fifths of a vehicle. A model of the user's own that knows faces, heads or plates as classes is believed beside that.
 */
final class HiddenPart {
    private static final double MARGIN = 0.1;
    private static final double LEAST_HEAD = 0.3;
    private static final double PLATE_BELOW = 0.4;

    private static final Set<String> PEOPLE = Set.of("person");
    private static final Set<String> HEADS = Set.of("face", "head");
    private static final Set<String> PLATED = Set.of("car", "truck", "bus", "motorcycle");
    private static final Set<String> PLATES = Set.of("plate", "number plate", "license plate", "licence plate");

    private HiddenPart() {}

    /** The part of {@code thing} that {@code wanted} hides in a picture of {@code size}, clipped to the picture. */
    static Optional<Box> of(Thing thing, Set<Blur> wanted, Size size) {
        String label = thing.label();
        Box box = thing.box();
        if (wanted.contains(Blur.PERSONS) && (PEOPLE.contains(label) || HEADS.contains(label))) {
            return Optional.of(below(box, 0, 1));
        }
        if (wanted.contains(Blur.FACES) && HEADS.contains(label)) {
            return Optional.of(below(box, 0, 1));
        }
        if (wanted.contains(Blur.FACES) && PEOPLE.contains(label)) {
            return Optional.of(below(box, 0, headShare(box, size)));
        }
        if (wanted.contains(Blur.PLATES) && PLATES.contains(label)) {
            return Optional.of(below(box, 0, 1));
        }
        return wanted.contains(Blur.PLATES) && PLATED.contains(label)
                ? Optional.of(below(box, PLATE_BELOW, 1))
                : Optional.empty();
    }

    private static double headShare(Box box, Size size) {
        double width = box.width() * size.width();
        double height = box.height() * size.height();
        return height <= 0 ? 1 : Math.min(1, Math.max(LEAST_HEAD, width / height));
    }

    /** The part from {@code from} to {@code to} of the box's height, from above, with its margin. */
    private static Box below(Box box, double from, double to) {
        double aside = MARGIN * box.width();
        double around = MARGIN * box.height();
        return Box.clipped(
                box.x() - aside,
                box.y() + from * box.height() - around,
                box.right() + aside,
                box.y() + to * box.height() + around);
    }
}
