package watchpost.core.id;

/** One camera of this box; {@code value} is a name as in {@link Names#RULE} and stands in MQTT topics. */
public record CameraId(String value) implements Comparable<CameraId> {
    public CameraId {
        Names.require("camera", value);
    }

    @Override
    public int compareTo(CameraId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
