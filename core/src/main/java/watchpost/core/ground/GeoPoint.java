package watchpost.core.ground;

/**
 * A place on the earth (WGS 84).
 *
 * @param latitude degrees north, -90..90
 * @param longitude degrees east, -180..180
 */
public record GeoPoint(double latitude, double longitude) {
    public GeoPoint {
        if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
            throw new IllegalArgumentException("no place on the earth: " + latitude + ", " + longitude);
        }
    }
}
