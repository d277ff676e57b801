package watchpost.rules.fold;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A small immutable map from track id to value, ordered by id. A step over all objects of a frame is one merge of two ordered lists,
 * and costs nothing where no value changed.
 */
public final class ByTrack<V> {
    private static final ByTrack<?> EMPTY = new ByTrack<>(new long[0], new Object[0]);

    private final long[] ids;
    private final Object[] values;

    private ByTrack(long[] ids, Object[] values) {
        this.ids = ids;
        this.values = values;
    }

    /** What becomes of an object's value when the object is seen. */
    @FunctionalInterface
    public interface Update<V> {
        /** The new value; null where nothing needs to be remembered. {@code old} is null where nothing was. */
        @Nullable
        V apply(@Nullable V old, Observation seen);
    }

    @SuppressWarnings("unchecked") // it holds no value of any type
    public static <V> ByTrack<V> empty() {
        return (ByTrack<V>) EMPTY;
    }

    public int size() {
        return ids.length;
    }

    public long idAt(int index) {
        return ids[index];
    }

    @SuppressWarnings("unchecked") // only values of type V are put in
    public V valueAt(int index) {
        return (V) values[index];
    }

    public @Nullable V get(long id) {
        int at = Arrays.binarySearch(ids, id);
        return at < 0 ? null : valueAt(at);
    }

    public ByTrack<V> without(long id) {
        int at = Arrays.binarySearch(ids, id);
        if (at < 0) {
            return this;
        }
        long[] newIds = new long[ids.length - 1];
        Object[] newValues = new Object[ids.length - 1];
        System.arraycopy(ids, 0, newIds, 0, at);
        System.arraycopy(values, 0, newValues, 0, at);
        System.arraycopy(ids, at + 1, newIds, at, newIds.length - at);
        System.arraycopy(values, at + 1, newValues, at, newIds.length - at);
        return new ByTrack<>(newIds, newValues);
    }

    /** The values of the objects seen, which are ordered by id, and no others. */
    public ByTrack<V> onlySeen(List<Observation> observations) {
        ByTrack<V> seen = this;
        int at = 0;
        for (long id : ids) {
            while (at < observations.size() && observations.get(at).id() < id) {
                at++;
            }
            if (at == observations.size() || observations.get(at).id() != id) {
                seen = seen.without(id);
            }
        }
        return seen;
    }

    /** Updates the values of the objects seen, which are ordered by id; the others stay as they are. */
    public ByTrack<V> seen(List<Observation> observations, Update<V> update) {
        int most = ids.length + observations.size();
        long[] newIds = new long[most];
        Object[] newValues = new Object[most];
        int count = 0;
        int at = 0;
        boolean changed = false;
        for (Observation observation : observations) {
            long id = observation.id();
            while (at < ids.length && ids[at] < id) {
                newIds[count] = ids[at];
                newValues[count++] = values[at++];
            }
            V old = at < ids.length && ids[at] == id ? valueAt(at++) : null;
            V value = update.apply(old, observation);
            changed |= value != old;
            if (value != null) {
                newIds[count] = id;
                newValues[count++] = value;
            }
        }
        if (!changed) {
            return this;
        }
        while (at < ids.length) {
            newIds[count] = ids[at];
            newValues[count++] = values[at++];
        }
        return new ByTrack<>(Arrays.copyOf(newIds, count), Arrays.copyOf(newValues, count));
    }
}
