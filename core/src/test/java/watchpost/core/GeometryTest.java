package watchpost.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Letterbox;
import watchpost.core.geometry.Point;
import watchpost.core.geometry.Polygon;
import watchpost.core.geometry.Segment;
import watchpost.core.geometry.Side;
import watchpost.core.geometry.Size;

class GeometryTest {
    private static Point p(double x, double y) {
        return new Point(x, y);
    }

    @Test
    void sideIsSeenFromTheStartOfTheLine() {
        Segment rightwards = new Segment(p(0, 0.5), p(1, 0.5));
        assertEquals(
                Side.RIGHT, rightwards.side(p(0.3, 0.9)), "below a line that runs to the right is its right-hand side");
        assertEquals(Side.LEFT, rightwards.side(p(0.3, 0.1)));
        assertEquals(Side.ON, rightwards.side(p(0.3, 0.5)));
        assertEquals(0.4, rightwards.distance(p(0.3, 0.9)), 1e-12);
    }

    @Test
    void segmentsMeetOnlyWithinTheirLength() {
        Segment s = new Segment(p(0.2, 0.5), p(0.8, 0.5));
        assertTrue(s.meets(new Segment(p(0.5, 0.4), p(0.5, 0.6))));
        assertFalse(s.meets(new Segment(p(0.9, 0.4), p(0.9, 0.6))), "beyond the end");
        assertFalse(s.meets(new Segment(p(0.85, 0.5), p(0.95, 0.5))), "on the same line, apart");
        assertTrue(s.meets(new Segment(p(0.7, 0.5), p(0.95, 0.5))), "on the same line, overlapping");
        assertThrows(IllegalArgumentException.class, () -> new Segment(p(0.1, 0.1), p(0.1, 0.1)));
    }

    @Test
    void polygonKnowsInsideAreaAndItself() {
        Polygon square = new Polygon(List.of(p(0.2, 0.2), p(0.8, 0.2), p(0.8, 0.8), p(0.2, 0.8)));
        assertTrue(square.contains(p(0.5, 0.5)));
        assertFalse(square.contains(p(0.9, 0.5)));
        assertEquals(0.36, square.area(), 1e-12);
        assertEquals(0.1, square.distanceToEdge(p(0.9, 0.5)), 1e-12);
        assertFalse(square.crossesItself());
        Polygon bowTie = new Polygon(List.of(p(0, 0), p(1, 1), p(1, 0), p(0, 1)));
        assertTrue(bowTie.crossesItself());
    }

    @Test
    void boxesOverlap() {
        Box a = new Box(0, 0, 0.5, 0.5);
        Box b = new Box(0.25, 0, 0.5, 0.5);
        assertEquals(1.0 / 3, a.iou(b), 1e-12);
        assertEquals(0, a.iou(new Box(0.6, 0.6, 0.1, 0.1)));
        assertEquals(new Box(0, 0.25, 0.5, 0.75), Box.clipped(-3, 0.25, 0.5, 7));
    }

    @Test
    void letterboxMapsThereAndBack() {
        Letterbox wide = Letterbox.of(new Size(768, 576), new Size(416, 416), Letterbox.Fit.CENTRED);
        assertEquals(new Letterbox(new Size(416, 416), 0, 52, 416, 312), wide);
        Box whole = wide.toPicture(0, 52, 416, 364);
        assertEquals(new Box(0, 0, 1, 1), whole);
        Letterbox corner = Letterbox.of(new Size(100, 200), new Size(416, 416), Letterbox.Fit.TOP_LEFT);
        assertEquals(new Letterbox(new Size(416, 416), 0, 0, 208, 416), corner);
    }
}
