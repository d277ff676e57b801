package watchpost.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import watchpost.config.text.Quantities;
import watchpost.config.text.WrongValueException;
import watchpost.config.yaml.Entry;
import watchpost.config.yaml.Section;
import watchpost.core.geometry.Segment;
import watchpost.core.ground.Calibration;
import watchpost.core.ground.CalibrationException;
import watchpost.core.ground.GroundPlane;
import watchpost.core.ground.GroundPoint;

/** The block {@code calibration} of a camera: points, or two lengths. */
final class CalibrationReader {
    private static final double USUAL_ASPECT = 16.0 / 9;

    private CalibrationReader() {}

    /** The ground plane; empty if the block is wrong, which is reported. */
    static Optional<GroundPlane> read(Entry entry) {
        try (Section section = entry.section()) {
            Optional<Entry> points = section.take("points");
            Optional<Entry> lengths = section.take("lengths");
            if (points.isPresent() == lengths.isPresent()) {
                section.wrong("needs either points or lengths", "four points or more, or two lengths");
                section.allow(List.of("field-of-view", "aspect"));
                return Optional.empty();
            }
            return points.isPresent() ? ofPoints(points.get()) : ofLengths(lengths.orElseThrow(), section);
        }
    }

    private static Optional<GroundPlane> ofPoints(Entry list) {
        List<Entry> items = list.items();
        List<Calibration.Pair> pairs = new ArrayList<>();
        for (Entry item : items) {
            try (Section section = item.section()) {
                section.need("picture").flatMap(ShapeReader::point).ifPresent(place -> section.need("ground")
                        .flatMap(CalibrationReader::ground)
                        .ifPresent(ground -> pairs.add(new Calibration.Pair(place, ground))));
                section.allow(List.of("ground"));
            }
        }
        return pairs.size() < items.size() ? Optional.empty() : fitted(list, () -> Calibration.ofPairs(pairs));
    }

    private static Optional<GroundPoint> ground(Entry entry) {
        List<Entry> coordinates = entry.isList() ? entry.items() : List.of();
        if (coordinates.size() != 2) {
            entry.wrong("a place on the ground is two distances", "such as [0 m, 12.5 m]");
            return Optional.empty();
        }
        Optional<Double> x = coordinates.get(0).read(Quantities::coordinate);
        Optional<Double> y = coordinates.get(1).read(Quantities::coordinate);
        return x.flatMap(across -> y.map(along -> new GroundPoint(across, along)));
    }

    private static Optional<GroundPlane> ofLengths(Entry list, Section block) {
        Optional<Double> view = block.need("field-of-view").flatMap(entry -> entry.read(CalibrationReader::degrees));
        double aspect = block.read("aspect", CalibrationReader::aspect, USUAL_ASPECT);
        List<Entry> items = list.items();
        List<Calibration.Length> lengths = new ArrayList<>();
        for (Entry item : items) {
            try (Section section = item.section()) {
                Optional<Segment> line = section.need("line").flatMap(ShapeReader::line);
                Optional<Double> length = section.need("length").flatMap(text -> text.read(Quantities::metres));
                line.ifPresent(where -> length.ifPresent(
                        metres -> lengths.add(new Calibration.Length(where.from(), where.to(), metres))));
            }
        }
        if (items.size() != 2) {
            list.wrong("needs two lengths, has " + items.size(), "one near the camera and one far from it");
        }
        return lengths.size() != 2 || items.size() != 2 || view.isEmpty()
                ? Optional.empty()
                : fitted(list, () -> Calibration.ofLengths(lengths.get(0), lengths.get(1), view.get(), aspect));
    }

    /** A fit that may be refused. */
    @FunctionalInterface
    private interface Fit {
        GroundPlane fitted() throws CalibrationException;
    }

    private static Optional<GroundPlane> fitted(Entry place, Fit fit) {
        try {
            return Optional.of(fit.fitted());
        } catch (CalibrationException refused) {
            place.wrong(refused.text(), refused.suggestion());
            return Optional.empty();
        }
    }

    private static double degrees(String text) throws WrongValueException {
        double degrees = Quantities.degrees(text);
        if (degrees < 5 || degrees > 150) {
            throw new WrongValueException(text + " is not within 5 deg to 150 deg");
        }
        return degrees;
    }

    /** {@code 16:9}. */
    private static double aspect(String text) throws WrongValueException {
        String[] sides = text.split(":", -1);
        if (sides.length != 2) {
            throw new WrongValueException(text + " is not a shape of pictures", "write it such as 16:9");
        }
        return (double) Quantities.whole(sides[0], 1, 10_000) / Quantities.whole(sides[1], 1, 10_000);
    }
}
