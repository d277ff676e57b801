package watchpost.detector.family;

import java.util.Arrays;
import java.util.List;
import watchpost.detector.model.ModelCard;

/**
 * Greedy non-maximum suppression, class by class, and across the classes of a group of rivals: of boxes that overlap too much, the most
 * confident one stays. Stateless: any number of threads.
 */
public final class Suppression {
    private final float overlap;
    private final float rivalOverlap;
    private final int most;
    private final int[] group;
    private final boolean[] named;

    /** As the card's thresholds and classes say, and {@code rivals} instead of its own. */
    public Suppression(ModelCard card, ModelCard.Rivals rivals) {
        List<String> classes = card.classes();
        this.overlap = (float) card.thresholds().overlap();
        this.rivalOverlap = (float) rivals.overlap();
        this.most = card.thresholds().most();
        this.group = new int[classes.size()];
        this.named = new boolean[classes.size()];
        for (int i = 0; i < group.length; i++) {
            named[i] = !classes.get(i).isEmpty();
            group[i] = groupOf(rivals, classes.get(i));
        }
    }

    /** Indices of the candidates that stay, most confident first, at most as many as the card says. */
    public int[] keep(Candidates found) {
        int[] kept = new int[Math.min(most, found.count())];
        int count = 0;
        for (int candidate : found.byConfidence()) {
            if (count == kept.length) {
                break;
            }
            if (named[found.label(candidate)] && !isCovered(found, candidate, kept, count)) {
                kept[count++] = candidate;
            }
        }
        return Arrays.copyOf(kept, count);
    }

    private boolean isCovered(Candidates found, int candidate, int[] kept, int count) {
        int label = found.label(candidate);
        for (int i = 0; i < count; i++) {
            int stronger = found.label(kept[i]);
            boolean rivals = group[label] >= 0 && group[label] == group[stronger];
            if (stronger == label || rivals) {
                float allowed = stronger == label ? overlap : rivalOverlap;
                if (found.overlap(candidate, kept[i]) > allowed) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int groupOf(ModelCard.Rivals rivals, String name) {
        for (int i = 0; i < rivals.groups().size(); i++) {
            if (rivals.groups().get(i).contains(name)) {
                return i;
            }
        }
        return -1;
    }
}
