package watchpost.daemon.accuracy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * AP50:95 straight from its definition, in pixels, for the annotations of the COCO data set; it shares no code with the product. For each
 * class, each overlap and each of 101 recalls it looks for the best precision anew.
 */
final class PlainCoco {
    /** One detection with the number of the picture it is in. */
    record Found(long image, String label, double score, double left, double top, double right, double bottom) {}

    private record Truth(String label, boolean crowd, double left, double top, double right, double bottom) {}

    private final Map<Long, List<Truth>> truths = new HashMap<>();
    private final Set<String> labels = new HashSet<>();

    /** @param images numbers of the pictures that count */
    PlainCoco(JsonObject annotations, Set<Long> images) {
        Map<Integer, String> names = new HashMap<>();
        for (Object each : annotations.getJsonArray("categories")) {
            names.put(((JsonObject) each).getInteger("id"), ((JsonObject) each).getString("name"));
        }
        images.forEach(image -> truths.put(image, new ArrayList<>()));
        for (Object each : annotations.getJsonArray("annotations")) {
            JsonObject one = (JsonObject) each;
            JsonArray b = one.getJsonArray("bbox");
            List<Truth> own = truths.get(one.getLong("image_id"));
            if (own == null) {
                continue;
            }
            String name = names.get(one.getInteger("category_id"));
            boolean crowd = one.getInteger("iscrowd", 0) == 1;
            double x = b.getDouble(0);
            double y = b.getDouble(1);
            own.add(new Truth(name, crowd, x, y, x + b.getDouble(2), y + b.getDouble(3)));
            if (!crowd) {
                labels.add(name);
            }
        }
    }

    /** Percent. */
    double ap(List<Found> found) {
        double sum = 0;
        for (String label : labels) {
            for (int percent = 50; percent < 100; percent += 5) {
                sum += ap(label, percent / 100.0, found);
            }
        }
        return 100 * sum / labels.size() / 10;
    }

    private double ap(String label, double least, List<Found> found) {
        List<Found> ranked = found.stream()
                .filter(f -> f.label.equals(label))
                .sorted(Comparator.comparingDouble(Found::score).reversed())
                .toList();
        long objects = truths.values().stream()
                .flatMap(List::stream)
                .filter(t -> t.label.equals(label) && !t.crowd)
                .count();
        Set<Truth> taken = new HashSet<>();
        List<double[]> points = new ArrayList<>();
        int right = 0;
        int wrong = 0;
        for (Found f : ranked) {
            Truth best = null;
            double most = least;
            boolean crowded = false;
            for (Truth t : truths.get(f.image)) {
                if (!t.label.equals(label)) {
                    continue;
                }
                double common = Math.max(0, Math.min(f.right, t.right) - Math.max(f.left, t.left))
                        * Math.max(0, Math.min(f.bottom, t.bottom) - Math.max(f.top, t.top));
                double own = (f.right - f.left) * (f.bottom - f.top);
                double union = t.crowd ? own : own + (t.right - t.left) * (t.bottom - t.top) - common;
                if (t.crowd) {
                    crowded |= common / union >= least;
                } else if (!taken.contains(t) && common / union >= most) {
                    best = t;
                    most = common / union;
                }
            }
            if (best != null) {
                taken.add(best);
                right++;
            } else if (!crowded) {
                wrong++;
            }
            if (right + wrong > 0) {
                points.add(new double[] {(double) right / objects, (double) right / (right + wrong)});
            }
        }
        double sum = 0;
        for (int recall = 0; recall <= 100; recall++) {
            double at = recall / 100.0;
            sum += points.stream()
                    .filter(p -> p[0] >= at)
                    .mapToDouble(p -> p[1])
                    .max()
                    .orElse(0);
        }
        return sum / 101;
    }
}
