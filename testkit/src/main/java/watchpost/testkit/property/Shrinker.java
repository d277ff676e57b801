package watchpost.testkit.property;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes simpler values out of one: the boldest first, none equal to it, and never endlessly. */
@FunctionalInterface
public interface Shrinker<T> {
    Stream<T> simpler(T value);

    /** Leaves every value as it is. */
    static <T> Shrinker<T> none() {
        return value -> Stream.empty();
    }

    /** These first, then those of {@code other}. */
    default Shrinker<T> then(Shrinker<T> other) {
        return value -> Stream.concat(simpler(value), other.simpler(value));
    }

    /** Cuts pieces out of a list: all of it, halves, quarters, down to single elements. */
    static <E> Shrinker<List<E>> cuts() {
        return list -> IntStream.iterate(list.size(), piece -> piece > 0, piece -> piece / 2)
                .boxed()
                .flatMap(piece -> IntStream.iterate(0, from -> from < list.size(), from -> from + piece)
                        .mapToObj(from -> without(list, from, Math.min(list.size(), from + piece))));
    }

    /** Cuts pieces out of a list, then makes single elements simpler. */
    static <E> Shrinker<List<E>> lists(Shrinker<E> elements) {
        Shrinker<List<E>> each =
                list -> IntStream.range(0, list.size()).boxed().flatMap(i -> elements.simpler(list.get(i))
                        .map(element -> with(list, i, element)));
        return Shrinker.<E>cuts().then(each);
    }

    private static <E> List<E> without(List<E> list, int from, int to) {
        List<E> rest = new ArrayList<>(list.subList(0, from));
        rest.addAll(list.subList(to, list.size()));
        return rest;
    }

    private static <E> List<E> with(List<E> list, int index, E element) {
        List<E> changed = new ArrayList<>(list);
        changed.set(index, element);
        return changed;
    }
}
