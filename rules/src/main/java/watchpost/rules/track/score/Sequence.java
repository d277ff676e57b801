package watchpost.rules.track.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One clip or several: for each frame its true and its computed boxes, with identities numbered from 0 on each side. */
final class Sequence {
    /** One frame: identities of the boxes, and {@code overlap[true][computed]} as intersection over union. */
    static final class Frame {
        final int[] trueIds;
        final int[] computedIds;
        final double[][] overlap;

        Frame(int[] trueIds, int[] computedIds, double[][] overlap) {
            this.trueIds = trueIds;
            this.computedIds = computedIds;
            this.overlap = overlap;
        }
    }

    final List<Frame> frames = new ArrayList<>();
    /** Boxes of each true and each computed trajectory. */
    final int[] trueLengths;

    final int[] computedLengths;
    final int trueBoxes;
    final int computedBoxes;

    Sequence(List<List<Labelled>> truth, List<List<Labelled>> computed) {
        Map<Long, Integer> trueNumbers = numbered(truth);
        Map<Long, Integer> computedNumbers = numbered(computed);
        trueLengths = new int[trueNumbers.size()];
        computedLengths = new int[computedNumbers.size()];
        for (int i = 0; i < Math.max(truth.size(), computed.size()); i++) {
            List<Labelled> real = i < truth.size() ? truth.get(i) : List.of();
            List<Labelled> said = i < computed.size() ? computed.get(i) : List.of();
            frames.add(new Frame(
                    ids(real, trueNumbers, trueLengths),
                    ids(said, computedNumbers, computedLengths),
                    overlaps(real, said)));
        }
        trueBoxes = frames.stream().mapToInt(frame -> frame.trueIds.length).sum();
        computedBoxes =
                frames.stream().mapToInt(frame -> frame.computedIds.length).sum();
    }

    private static double[][] overlaps(List<Labelled> real, List<Labelled> said) {
        double[][] overlap = new double[real.size()][said.size()];
        for (int r = 0; r < real.size(); r++) {
            for (int s = 0; s < said.size(); s++) {
                overlap[r][s] = real.get(r).box().iou(said.get(s).box());
            }
        }
        return overlap;
    }

    private static int[] ids(List<Labelled> boxes, Map<Long, Integer> numbers, int[] lengths) {
        int[] ids = new int[boxes.size()];
        for (int i = 0; i < ids.length; i++) {
            Integer number = numbers.get(boxes.get(i).id());
            ids[i] = number == null ? -1 : number;
            lengths[ids[i]]++;
        }
        return ids;
    }

    private static Map<Long, Integer> numbered(List<List<Labelled>> frames) {
        Map<Long, Integer> numbers = new TreeMap<>();
        for (List<Labelled> frame : frames) {
            for (Labelled one : frame) {
                numbers.putIfAbsent(one.id(), numbers.size());
            }
        }
        return numbers;
    }
}
