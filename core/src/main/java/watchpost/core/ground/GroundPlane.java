package watchpost.core.ground;

import java.util.List;
import java.util.Optional;
import watchpost.core.geometry.Point;
import watchpost.core.geometry.Polygon;

/**
 * From places in the picture to metres on the ground. Beside the best map it keeps how the map would differ if each of the installer's
 * points were a little off, so that whatever is computed from it can say its error.
 */
public final class GroundPlane {
    /** What a place in the picture is uncertain by at least, of its width and height: two pixels of 1280×720. */
    public static final double NOISE_X = 2.0 / 1280;

    public static final double NOISE_Y = 2.0 / 720;

    private final Homography map;
    private final List<Homography> variants;
    private final double sign;
    private final double residual;

    /**
     * @param variants the maps that follow when one point is moved by its uncertainty, one coordinate at a time
     * @param inside a place on the ground
     */
    GroundPlane(Homography map, List<Homography> variants, Point inside, double residual) {
        this.map = map;
        this.variants = List.copyOf(variants);
        this.sign = Math.signum(map.depth(inside));
        this.residual = residual;
    }

    /** Root mean square distance between where the measured points are and where the map has them, in metres. */
    public double residualMetres() {
        return residual;
    }

    /** The place on the ground; empty at the horizon and above it. */
    public Optional<GroundPoint> at(Point picture) {
        return isGround(picture) ? Optional.of(map.apply(picture)) : Optional.empty();
    }

    /** True if the place lies below the horizon. */
    public boolean isGround(Point picture) {
        return map.depth(picture) * sign > 1e-9;
    }

    /** How the ground moves with the picture: {dX/dx, dX/dy, dY/dx, dY/dy} in metres per picture unit; for places on the ground. */
    public double[] slopes(Point picture) {
        return map.slopes(picture);
    }

    /** How many variants there are. */
    public int variants() {
        return variants.size();
    }

    /** The place on the ground by one of the variants; for places on the ground. */
    public GroundPoint at(Point picture, int variant) {
        return variants.get(variant).apply(picture);
    }

    /** Area of a zone on the ground, in square metres; empty if a part of it lies above the horizon. */
    public Optional<Double> squareMetres(Polygon zone) {
        double twice = 0;
        for (int i = 0; i < zone.corners().size(); i++) {
            Point from = zone.edge(i).from();
            Point to = zone.edge(i).to();
            if (!isGround(from)) {
                return Optional.empty();
            }
            GroundPoint a = map.apply(from);
            GroundPoint b = map.apply(to);
            twice += a.x() * b.y() - b.x() * a.y();
        }
        return Optional.of(Math.abs(twice) / 2);
    }

    /** Distance on the ground between two places, in metres; empty if one lies above the horizon. */
    public Optional<Double> metres(Point from, Point to) {
        return at(from).flatMap(a -> at(to).map(a::distanceTo));
    }
}
