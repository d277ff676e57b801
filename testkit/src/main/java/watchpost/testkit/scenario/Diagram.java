package watchpost.testkit.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import watchpost.core.geometry.Point;
import watchpost.core.geometry.Polygon;
import watchpost.core.geometry.Segment;

/**
 * Draws a scenario with letters: each actor's way, its start as a capital, over zones (#) and lines (=). For messages of failing tests.
 * Not thread-safe.
 */
public final class Diagram {
    private static final int COLUMNS = 72;
    private static final int ROWS = 24;
    private static final int STEPS = 400;

    private final char[][] cells = new char[ROWS][COLUMNS];
    private final List<Segment> lines = new ArrayList<>();
    private final List<Polygon> zones = new ArrayList<>();

    public Diagram zone(Polygon zone) {
        zones.add(zone);
        return this;
    }

    public Diagram line(Segment line) {
        lines.add(line);
        return this;
    }

    /** The drawing, and below it one line for each actor. */
    public String scene(Scenario scenario) {
        for (char[] row : cells) {
            Arrays.fill(row, '.');
        }
        for (Polygon zone : zones) {
            for (int i = 0; i < zone.corners().size(); i++) {
                draw(zone.edge(i), '#');
            }
        }
        lines.forEach(line -> draw(line, '='));
        StringBuilder legend = new StringBuilder();
        for (int i = 0; i < scenario.actors().size(); i++) {
            Actor actor = scenario.actors().get(i);
            char letter = (char) ('a' + i % 26);
            walk(actor, letter);
            legend.append(String.format(
                    Locale.ROOT,
                    "%c %s from %.2f s to %.2f s: %s %s%n",
                    letter,
                    actor.label(),
                    actor.enters().toNanos() / 1e9,
                    actor.leaves().toNanos() / 1e9,
                    actor.start(),
                    actor.legs()));
        }
        StringBuilder text = new StringBuilder();
        for (char[] row : cells) {
            text.append(row).append('\n');
        }
        return text.append(legend)
                .append(String.format(
                        Locale.ROOT,
                        "%.2f s at %.2f frames per second, %s, seed %d%n",
                        scenario.length().toNanos() / 1e9,
                        scenario.framesPerSecond(),
                        scenario.noise(),
                        scenario.seed()))
                .toString();
    }

    private void walk(Actor actor, char letter) {
        Duration stay = actor.leaves().minus(actor.enters());
        for (int i = STEPS; i >= 0; i--) {
            Optional<Point> foot =
                    actor.footAt(actor.enters().plus(stay.multipliedBy(i).dividedBy(STEPS)));
            char mark = i == 0 ? Character.toUpperCase(letter) : letter;
            foot.ifPresent(at -> put(at, mark));
        }
    }

    private void draw(Segment line, char mark) {
        for (int i = 0; i <= STEPS; i++) {
            double share = (double) i / STEPS;
            put(
                    new Point(
                            line.from().x() + (line.to().x() - line.from().x()) * share,
                            line.from().y() + (line.to().y() - line.from().y()) * share),
                    mark);
        }
    }

    private void put(Point at, char mark) {
        int column = (int) Math.floor(at.x() * COLUMNS);
        int row = (int) Math.floor(at.y() * ROWS);
        if (column >= 0 && column < COLUMNS && row >= 0 && row < ROWS) {
            cells[row][column] = mark;
        }
    }
}
