package watchpost.rules.fold;

import org.jspecify.annotations.Nullable;
import watchpost.core.geometry.Point;
import watchpost.core.ground.GroundPlane;
import watchpost.core.ground.GroundPoint;

/**
 * How an object moves on the ground.
 *
 * @param vx metres per second along the ground's x axis
 * @param vy metres per second along its y axis
 * @param error the velocity is within this of the truth in at least 95 % of cases, in metres per second
 * @param samples how many sightings it comes from
 */
public record GroundMotion(double vx, double vy, double error, int samples) {
    private static final int LEAST_SAMPLES = 4;
    private static final long LEAST_SPAN = 500_000_000L;
    private static final double KMH = 3.6;
    private static final double NANOS = 1e-9;
    /** Deviations to a bound: 97 % of a normal distribution in the worst of directions. */
    private static final double DEVIATIONS = 2.2;

    /** A straight line through the trail, each place weighted by how exactly it is known; null if the trail is too short or leaves the ground. */
    public static @Nullable GroundMotion of(GroundPlane ground, Trail trail) {
        int n = trail.size();
        if (n < LEAST_SAMPLES || trail.span() < LEAST_SPAN) {
            return null;
        }
        double[] seconds = new double[n];
        double[][] places = new double[2][n];
        double[][] weights = new double[2][n];
        for (int i = 0; i < n; i++) {
            Point place = trail.place(i);
            if (!ground.isGround(place)) {
                return null;
            }
            seconds[i] = (trail.at(i) - trail.at(0)) * NANOS;
            GroundPoint point = ground.at(place).orElseThrow();
            places[0][i] = point.x();
            places[1][i] = point.y();
            double[] slopes = ground.slopes(place);
            weights[0][i] = 1 / square(slopes[0] * GroundPlane.NOISE_X, slopes[1] * GroundPlane.NOISE_Y);
            weights[1][i] = 1 / square(slopes[2] * GroundPlane.NOISE_X, slopes[3] * GroundPlane.NOISE_Y);
        }
        Line alongX = Line.fit(seconds, places[0], weights[0]);
        Line alongY = Line.fit(seconds, places[1], weights[1]);
        double scatter = Math.max(1, (alongX.misfit() + alongY.misfit()) / (2 * n - 4));
        double variance = (alongX.variance() + alongY.variance()) * scatter;
        for (int variant = 0; variant < ground.variants(); variant++) {
            variance += shift(ground, trail, seconds, variant);
        }
        return new GroundMotion(alongX.slope(), alongY.slope(), DEVIATIONS * Math.sqrt(variance), n);
    }

    /** How much the velocity between the trail's ends differs, squared, if the ground were as {@code variant} has it. */
    private static double shift(GroundPlane ground, Trail trail, double[] seconds, int variant) {
        int last = trail.size() - 1;
        GroundPoint from = ground.at(trail.place(0), variant);
        GroundPoint to = ground.at(trail.place(last), variant);
        GroundPoint start = ground.at(trail.place(0)).orElseThrow();
        GroundPoint end = ground.at(trail.place(last)).orElseThrow();
        double dx = (to.x() - from.x()) - (end.x() - start.x());
        double dy = (to.y() - from.y()) - (end.y() - start.y());
        return square(dx / seconds[last], dy / seconds[last]);
    }

    private static double square(double a, double b) {
        return a * a + b * b;
    }

    public double metresPerSecond() {
        return Math.sqrt(square(vx, vy));
    }

    public double kmh() {
        return metresPerSecond() * KMH;
    }

    public double errorKmh() {
        return error * KMH;
    }

    /** Direction of motion in degrees, 0 along the ground's y axis, clockwise, 0..360. */
    public double heading() {
        double degrees = StrictMath.toDegrees(StrictMath.atan2(vx, vy));
        return degrees < 0 ? degrees + 360 : degrees;
    }

    /** The heading is within this of the truth in at least 95 % of cases; 180 where the object may stand. */
    public double headingError() {
        double speed = metresPerSecond();
        return error >= speed ? 180 : StrictMath.toDegrees(StrictMath.asin(error / speed));
    }

    /** A weighted regression line: its slope, the slope's variance, and the weighted sum of squared residuals. */
    private record Line(double slope, double variance, double misfit) {
        static Line fit(double[] t, double[] p, double[] w) {
            double sum = 0;
            double meanT = 0;
            double meanP = 0;
            for (int i = 0; i < t.length; i++) {
                sum += w[i];
                meanT += w[i] * t[i];
                meanP += w[i] * p[i];
            }
            meanT /= sum;
            meanP /= sum;
            double tt = 0;
            double tp = 0;
            for (int i = 0; i < t.length; i++) {
                tt += w[i] * (t[i] - meanT) * (t[i] - meanT);
                tp += w[i] * (t[i] - meanT) * (p[i] - meanP);
            }
            double slope = tp / tt;
            double misfit = 0;
            for (int i = 0; i < t.length; i++) {
                double off = p[i] - meanP - slope * (t[i] - meanT);
                misfit += w[i] * off * off;
            }
            return new Line(slope, 1 / tt, misfit);
        }
    }
}
