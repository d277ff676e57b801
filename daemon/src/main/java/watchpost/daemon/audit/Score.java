package watchpost.daemon.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How well a count agrees with the truth.
 *
 * @param name what is counted: a direction, a class, or all
 * @param right counted and there
 * @param extra counted and not there
 * @param missed there and not counted
 */
record Score(String name, int right, int extra, int missed) {
    /** Of a normal distribution, for 95 %. */
    private static final double Z = 1.96;
    /** Two moments are the same crossing if they are no further apart than this; in the order of time. */
    private static final double SAME_SECONDS = 1.0;

    /** From sums alone: what is counted too often is extra, what too seldom is missed; errors that cancel each other are not seen. */
    static Score ofSums(String name, int counted, int truth) {
        return new Score(name, Math.min(counted, truth), Math.max(0, counted - truth), Math.max(0, truth - counted));
    }

    double accuracy() {
        int all = right + extra + missed;
        return all == 0 ? 1 : (double) right / all;
    }

    double precision() {
        return right + extra == 0 ? 1 : (double) right / (right + extra);
    }

    double recall() {
        return right + missed == 0 ? 1 : (double) right / (right + missed);
    }

    /** The Wilson interval of the accuracy: with 95 % confidence it lies within. */
    double[] interval() {
        int n = right + extra + missed;
        if (n == 0) {
            return new double[] {0, 1};
        }
        double p = accuracy();
        double middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n);
        double half = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4.0 * n * n)) / (1 + Z * Z / n);
        return new double[] {Math.max(0, middle - half), Math.min(1, middle + half)};
    }

    String line() {
        double[] interval = interval();
        return String.format(
                Locale.ROOT,
                "%-28s %4d right %3d extra %3d missed  accuracy %5.1f %% (95 %%: %.1f to %.1f %%)  precision %.3f  recall %.3f",
                name,
                right,
                extra,
                missed,
                100 * accuracy(),
                100 * interval[0],
                100 * interval[1],
                precision(),
                recall());
    }

    /** The scores of those that were counted one by one and those that a person wrote down, matched in time. */
    static List<Score> matched(List<Audit.Count> counts, Truth truth) {
        List<Score> scores = new ArrayList<>();
        List<String> names = new ArrayList<>();
        truth.crossings().forEach(crossing -> names.add(name(crossing)));
        counts.forEach(count -> names.add(name(count, truth)));
        for (String name : names.stream().distinct().sorted().toList()) {
            List<Double> seen = counts.stream()
                    .filter(count -> name(count, truth).equals(name))
                    .map(Audit.Count::seconds)
                    .sorted()
                    .toList();
            List<Double> real = truth.crossings().stream()
                    .filter(crossing -> name(crossing).equals(name))
                    .map(Truth.Crossing::seconds)
                    .sorted()
                    .toList();
            scores.add(matched(name, seen, real));
        }
        int right = scores.stream().mapToInt(Score::right).sum();
        int extra = scores.stream().mapToInt(Score::extra).sum();
        int missed = scores.stream().mapToInt(Score::missed).sum();
        scores.add(new Score("all", right, extra, missed));
        return scores;
    }

    private static Score matched(String name, List<Double> seen, List<Double> real) {
        int right = 0;
        int i = 0;
        int j = 0;
        while (i < seen.size() && j < real.size()) {
            double apart = seen.get(i) - real.get(j);
            if (Math.abs(apart) <= SAME_SECONDS) {
                right++;
                i++;
                j++;
            } else if (apart < 0) {
                i++;
            } else {
                j++;
            }
        }
        return new Score(name, right, seen.size() - right, real.size() - right);
    }

    private static String name(Truth.Crossing crossing) {
        return crossing.label().map(label -> label + " ").orElse("") + crossing.direction();
    }

    private static String name(Audit.Count count, Truth truth) {
        boolean classes =
                truth.crossings().stream().anyMatch(crossing -> crossing.label().isPresent());
        return (classes ? count.label() + " " : "") + count.direction();
    }
}
