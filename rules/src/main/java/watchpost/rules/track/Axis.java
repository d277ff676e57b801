package watchpost.rules.track;

/**
 * One coordinate of a box as a Kalman filter with constant velocity: the velocity is driven by white noise, so that the noise of a
 * step follows from the time it spans and not from a frame rate. Centre x, centre y, width and height do not share noise, hence four
 * of these are the eight-dimensional filter of the paper. Units: picture heights and seconds.
 */
final class Axis {
    private double position;
    private double velocity;
    private double positionVariance;
    private double covariance;
    private double velocityVariance;

    Axis(double position, double positionVariance, double velocityVariance) {
        this.position = position;
        this.positionVariance = positionVariance;
        this.velocityVariance = velocityVariance;
    }

    double position() {
        return position;
    }

    double positionVariance() {
        return positionVariance;
    }

    /** Moves {@code seconds} ahead; {@code acceleration} is the noise's spectral density, in squared units per cubic second. */
    void predict(double seconds, double acceleration) {
        double t = seconds;
        position += velocity * t;
        positionVariance += t * (2 * covariance + t * (velocityVariance + acceleration * t / 3));
        covariance += t * (velocityVariance + acceleration * t / 2);
        velocityVariance += acceleration * t;
    }

    /** Takes a measurement in, of variance {@code noise} above 0. */
    void correct(double measured, double noise) {
        double innovation = positionVariance + noise;
        double positionGain = positionVariance / innovation;
        double velocityGain = covariance / innovation;
        double residual = measured - position;
        position += positionGain * residual;
        velocity += velocityGain * residual;
        velocityVariance -= velocityGain * covariance;
        covariance *= 1 - positionGain;
        positionVariance *= 1 - positionGain;
    }

    /** Forgets the velocity: for sizes, which do not go on growing behind a tree. */
    void stop() {
        velocity = 0;
    }
}
