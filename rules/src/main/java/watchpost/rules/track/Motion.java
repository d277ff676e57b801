package watchpost.rules.track;

import watchpost.core.geometry.Box;

/**
 * Where a box is and where it goes: four {@link Axis}. All noise is in proportion to the box's larger side, because near objects are
 * large and move fast in the picture. Distances are in picture heights, so that they mean the same across and down.
 */
final class Motion {
    /** How far detectors scatter, as a share of the box's larger side. */
    private static final double SCATTER = 0.06;
    /** Spread of the unknown first speed: larger sides per second. Covers walkers and city traffic. */
    private static final double FIRST_SPEED = 1.2;
    /** Density of the random change of speed, in squared larger sides per cubic second. */
    private static final double WANDER = 0.1;
    /** The same for sizes, which change slowly. */
    private static final double SIZE_WANDER = 0.02;

    private static final double FIRST_GROWTH = 0.2;

    private final double aspect;
    private final Axis x;
    private final Axis y;
    private final Axis width;
    private final Axis height;
    private double scale;

    /** {@code aspect} is the picture's width divided by its height. */
    Motion(Box box, double aspect) {
        this.aspect = aspect;
        this.scale = scale(box);
        double place = square(SCATTER * scale);
        double speed = square(FIRST_SPEED * scale);
        double growth = square(FIRST_GROWTH * scale);
        x = new Axis(centreX(box), place, speed);
        y = new Axis(centreY(box), place, speed);
        width = new Axis(box.width() * aspect, place, growth);
        height = new Axis(box.height(), place, growth);
    }

    void predict(double seconds) {
        double wander = WANDER * scale * scale;
        x.predict(seconds, wander);
        y.predict(seconds, wander);
        width.predict(seconds, SIZE_WANDER * scale * scale);
        height.predict(seconds, SIZE_WANDER * scale * scale);
    }

    void correct(Box box) {
        scale = scale(box);
        double noise = square(SCATTER * scale);
        x.correct(centreX(box), noise);
        y.correct(centreY(box), noise);
        width.correct(box.width() * aspect, noise);
        height.correct(box.height(), noise);
    }

    /** The object is hidden: it walks on but keeps its size. */
    void hold() {
        width.stop();
        height.stop();
    }

    double left() {
        return (x.position() - halfWidth()) / aspect;
    }

    double right() {
        return (x.position() + halfWidth()) / aspect;
    }

    double top() {
        return y.position() - halfHeight();
    }

    double bottom() {
        return y.position() + halfHeight();
    }

    /** Filtered centre, normalised to the picture's width. */
    double centreX() {
        return x.position() / aspect;
    }

    /** Filtered centre, normalised to the picture's height. */
    double centreY() {
        return y.position();
    }

    /** Standard deviation of where the next detection's centre is awaited, normalised to the picture's width. */
    double spreadX() {
        return Math.sqrt(x.positionVariance() + square(SCATTER * scale)) / aspect;
    }

    /** Standard deviation of where the next detection's centre is awaited, normalised to the picture's height. */
    double spreadY() {
        return Math.sqrt(y.positionVariance() + square(SCATTER * scale));
    }

    /** The box as predicted or corrected, clipped to the picture. */
    Box box() {
        return Box.clipped(left(), top(), right(), bottom());
    }

    boolean isOutsideThePicture() {
        return right() <= 0 || left() >= 1 || bottom() <= 0 || top() >= 1;
    }

    private double halfWidth() {
        return Math.max(0, width.position()) / 2;
    }

    private double halfHeight() {
        return Math.max(0, height.position()) / 2;
    }

    private double scale(Box box) {
        return Math.max(1e-4, Math.max(box.width() * aspect, box.height()));
    }

    private double centreX(Box box) {
        return (box.x() + box.width() / 2) * aspect;
    }

    private static double centreY(Box box) {
        return box.y() + box.height() / 2;
    }

    private static double square(double value) {
        return value * value;
    }
}
