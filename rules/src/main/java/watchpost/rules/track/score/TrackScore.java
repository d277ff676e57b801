package watchpost.rules.track.score;

import java.util.Arrays;
import java.util.List;
import watchpost.rules.track.score.Sequence.Frame;

/**
 * The measures of the MOTChallenge, on boxes that overlap by at least 0.5 (intersection over union) where nothing else is said.
 *
 * @param mota 1 - (missed + wrong + switches) / true boxes; below 0 where there are more errors than boxes (Bernardin and Stiefelhagen,
 *     "Evaluating Multiple Object Tracking Performance: The CLEAR MOT Metrics", 2008)
 * @param idf1 the share of boxes with the right identity when each true trajectory is given the one computed trajectory that fits it
 *     best, 0..1 (Ristani et al., "Performance Measures and a Data Set for Multi-Target, Multi-Camera Tracking", 2016)
 * @param hota the mean over the overlaps 0.05, 0.1, … 0.95 of the root of detection times association accuracy, 0..1 (Luiten et al.,
 *     "HOTA: A Higher Order Metric for Evaluating Multi-Object Tracking", 2020)
 * @param missed true boxes without a computed one
 * @param wrong computed boxes without a true one
 * @param switches how often a true trajectory was given another identity than before
 */
public record TrackScore(double mota, double idf1, double hota, int missed, int wrong, int switches) {
    private static final double SAME = 0.5;
    private static final int HOTA_STEPS = 19;
    /** Keeping the match of the frame before counts for more than any overlap. */
    private static final double LOYALTY = 1000;

    /** Each list holds the boxes of one frame. */
    public static TrackScore of(List<List<Labelled>> truth, List<List<Labelled>> computed) {
        Sequence sequence = new Sequence(truth, computed);
        int[] errors = clear(sequence);
        double mota =
                sequence.trueBoxes == 0 ? 0 : 1 - (double) (errors[0] + errors[1] + errors[2]) / sequence.trueBoxes;
        return new TrackScore(mota, idf1(sequence), hota(sequence), errors[0], errors[1], errors[2]);
    }

    /** Missed, wrong and switches. */
    private static int[] clear(Sequence sequence) {
        int[] last = new int[sequence.trueLengths.length];
        Arrays.fill(last, Matches.NONE);
        int[] justBefore = last.clone();
        int matched = 0;
        int switches = 0;
        for (Frame frame : sequence.frames) {
            double[][] worth = new double[frame.trueIds.length][frame.computedIds.length];
            for (int t = 0; t < worth.length; t++) {
                for (int c = 0; c < worth[t].length; c++) {
                    boolean loyal = justBefore[frame.trueIds[t]] == frame.computedIds[c];
                    double overlap = frame.overlap[t][c];
                    worth[t][c] = overlap >= SAME ? overlap + (loyal ? LOYALTY : 0) : 0;
                }
            }
            int[] columnOf = Matches.best(worth, frame.computedIds.length);
            Arrays.fill(justBefore, Matches.NONE);
            for (int t = 0; t < columnOf.length; t++) {
                if (columnOf[t] != Matches.NONE) {
                    int id = frame.trueIds[t];
                    int now = frame.computedIds[columnOf[t]];
                    matched++;
                    switches += last[id] != Matches.NONE && last[id] != now ? 1 : 0;
                    last[id] = now;
                    justBefore[id] = now;
                }
            }
        }
        return new int[] {sequence.trueBoxes - matched, sequence.computedBoxes - matched, switches};
    }

    private static double idf1(Sequence sequence) {
        double[][] common = new double[sequence.trueLengths.length][sequence.computedLengths.length];
        for (Frame frame : sequence.frames) {
            for (int t = 0; t < frame.trueIds.length; t++) {
                for (int c = 0; c < frame.computedIds.length; c++) {
                    common[frame.trueIds[t]][frame.computedIds[c]] += frame.overlap[t][c] >= SAME ? 1 : 0;
                }
            }
        }
        int[] columnOf = Matches.best(common, sequence.computedLengths.length);
        double right = 0;
        for (int t = 0; t < columnOf.length; t++) {
            right += columnOf[t] == Matches.NONE ? 0 : common[t][columnOf[t]];
        }
        int boxes = sequence.trueBoxes + sequence.computedBoxes;
        return boxes == 0 ? 0 : 2 * right / boxes;
    }

    private static double hota(Sequence sequence) {
        double[][] alignment = alignment(sequence);
        double sum = 0;
        for (int step = 1; step <= HOTA_STEPS; step++) {
            sum += hota(sequence, alignment, step * 0.05);
        }
        return sum / HOTA_STEPS;
    }

    /** How well whole trajectories fit each other, 0..1: the paper's global alignment, which decides matches between equals. */
    private static double[][] alignment(Sequence sequence) {
        double[][] fit = new double[sequence.trueLengths.length][sequence.computedLengths.length];
        for (Frame frame : sequence.frames) {
            double[][] overlap = frame.overlap;
            for (int t = 0; t < overlap.length; t++) {
                for (int c = 0; c < overlap[t].length; c++) {
                    double around = sumOfRow(overlap, t) + sumOfColumn(overlap, c) - overlap[t][c];
                    fit[frame.trueIds[t]][frame.computedIds[c]] += around > 0 ? overlap[t][c] / around : 0;
                }
            }
        }
        for (int t = 0; t < fit.length; t++) {
            for (int c = 0; c < fit[t].length; c++) {
                fit[t][c] /= sequence.trueLengths[t] + sequence.computedLengths[c] - fit[t][c];
            }
        }
        return fit;
    }

    private static double hota(Sequence sequence, double[][] alignment, double least) {
        int[][] together = new int[sequence.trueLengths.length][sequence.computedLengths.length];
        int matched = 0;
        for (Frame frame : sequence.frames) {
            double[][] worth = new double[frame.trueIds.length][frame.computedIds.length];
            for (int t = 0; t < worth.length; t++) {
                for (int c = 0; c < worth[t].length; c++) {
                    worth[t][c] = alignment[frame.trueIds[t]][frame.computedIds[c]] * frame.overlap[t][c];
                }
            }
            int[] columnOf = Matches.best(worth, frame.computedIds.length);
            for (int t = 0; t < columnOf.length; t++) {
                // the small number keeps an overlap of exactly a step on its right side
                if (columnOf[t] != Matches.NONE && frame.overlap[t][columnOf[t]] >= least - 1e-9) {
                    matched++;
                    together[frame.trueIds[t]][frame.computedIds[columnOf[t]]]++;
                }
            }
        }
        double association = 0;
        for (int t = 0; t < together.length; t++) {
            for (int c = 0; c < together[t].length; c++) {
                int both = together[t][c];
                association += (double) both
                        * both
                        / Math.max(1, sequence.trueLengths[t] + sequence.computedLengths[c] - both);
            }
        }
        double detection = (double) matched / Math.max(1, sequence.trueBoxes + sequence.computedBoxes - matched);
        return Math.sqrt(detection * association / Math.max(1, matched));
    }

    private static double sumOfRow(double[][] table, int row) {
        return Arrays.stream(table[row]).sum();
    }

    private static double sumOfColumn(double[][] table, int column) {
        double sum = 0;
        for (double[] row : table) {
            sum += row[column];
        }
        return sum;
    }
}
