package watchpost.testkit.rtsp;

import java.util.ArrayList;
import java.util.List;

/** A file in memory, ready to be sent again and again. Immutable. */
final class Clip {
    static final long TICKS_PER_SECOND = 90_000;

    private final PayloadFormat format;
    private final List<AccessUnit> pictures;
    private final long length;

    /**
     * A clip of at least one picture.
     *
     * @param pictures in decoding order; the first is a key picture at tick 0
     * @param length ticks of 1/90000 s from the first picture of one round to the first of the next
     */
    Clip(PayloadFormat format, List<AccessUnit> pictures, long length) {
        if (pictures.isEmpty() || !pictures.get(0).key()) {
            throw new IllegalArgumentException("a clip begins with a key picture");
        }
        this.format = format;
        this.pictures = List.copyOf(pictures);
        this.length = length;
    }

    PayloadFormat format() {
        return format;
    }

    List<AccessUnit> pictures() {
        return pictures;
    }

    long length() {
        return length;
    }

    double framesPerSecond() {
        return (double) pictures.size() * TICKS_PER_SECOND / length;
    }

    /** The index of the last key picture at or before a tick of the clip. */
    int keyAtOrBefore(long tick) {
        int found = 0;
        for (int i = 0; i < pictures.size() && pictures.get(i).decodeAt() <= tick; i++) {
            if (pictures.get(i).key()) {
                found = i;
            }
        }
        return found;
    }

    /** True if this is {@code other}, perhaps played faster or slower. */
    boolean isAlso(Clip other) {
        return pictures.size() == other.pictures.size()
                && pictures.get(0).parts() == other.pictures.get(0).parts();
    }

    /** The same pictures played faster or slower. */
    Clip at(double framesPerSecond) {
        double factor = framesPerSecond() / framesPerSecond;
        List<AccessUnit> scaled = new ArrayList<>();
        for (AccessUnit p : pictures) {
            scaled.add(new AccessUnit(
                    Math.round(p.decodeAt() * factor), Math.round(p.presentAt() * factor), p.key(), p.parts()));
        }
        return new Clip(format, scaled, Math.round(length * factor));
    }
}
