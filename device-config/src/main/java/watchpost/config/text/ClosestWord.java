package watchpost.config.text;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what a misspelt word was meant to be. */
public final class ClosestWord {
    private ClosestWord() {}

    /** {@code did you mean "classes"?} without the question mark, or nothing if no known word is near. */
    public static String didYouMean(String word, Collection<String> known) {
        return closest(word, known).map(found -> "did you mean " + found).orElse("");
    }

    /**
     * The known word nearest to {@code word}: at most a third of its letters wrong (at least one, at most three), or one of them begins
     * with the other. Ties go to the alphabetically first.
     */
    public static Optional<String> closest(String word, Collection<String> known) {
        String wanted = word.toLowerCase(Locale.ROOT);
        int allowed = Math.max(1, Math.min(3, wanted.length() / 3));
        String best = "";
        int bestDistance = Integer.MAX_VALUE;
        for (String candidate : known.stream().sorted().toList()) {
            int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT), allowed);
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return bestDistance <= allowed ? Optional.of(best) : Optional.empty();
    }

    private static int distance(String a, String b, int allowed) {
        int shorter = Math.min(a.length(), b.length());
        if (shorter >= 4 && (a.startsWith(b) || b.startsWith(a))) {
            return Math.min(allowed, Math.abs(a.length() - b.length()));
        }
        return Math.abs(a.length() - b.length()) > allowed ? Integer.MAX_VALUE : editDistance(a, b);
    }

    /** Damerau's distance restricted to neighbouring swaps: insertions, deletions, replacements and swaps of two neighbours. */
    static int editDistance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
