package watchpost.rules.retail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.MeasurementKind;
import watchpost.core.event.Place;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.event.Values;
import watchpost.core.rule.RetailRule;
import watchpost.rules.fold.ByTrack;
import watchpost.rules.fold.Explanation;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Observation;
import watchpost.rules.fold.Outputs;
import watchpost.rules.fold.Scene;
import watchpost.rules.fold.Sighting;
import watchpost.rules.part.Alarm;
import watchpost.rules.part.Interval;
import watchpost.rules.part.Meter;
import watchpost.rules.part.Presence;
import watchpost.rules.part.Reasons;
import watchpost.rules.part.Wording;

/**
 * How many products of each class are on a shelf. While something else stands before the shelf its products are hidden, not sold: the
 * last counts hold and the time until "out of stock" stands still.
 */
public final class StockMeter implements Meter {
    /** The shelf is hidden when other objects cover this share of it. */
    private static final double HIDDEN = 0.25;

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final RetailRule.Stock rule;
    private final ByTrack<Presence> products;
    private final SortedMap<String, Shelf> shelves;
    /** Watched nanoseconds with the shelf in view: the time that out-of-stock is measured in. */
    private final long inView;

    private final long credited;

    /**
     * One class of products.
     *
     * @param area count times nanoseconds in view, of the interval
     */
    private record Shelf(int count, double area, Alarm alarm) {}

    public StockMeter(RetailRule.Stock rule) {
        this(rule, ByTrack.empty(), empty(rule), 0, 0);
    }

    private StockMeter(
            RetailRule.Stock rule,
            ByTrack<Presence> products,
            SortedMap<String, Shelf> shelves,
            long inView,
            long credited) {
        this.rule = rule;
        this.products = products;
        this.shelves = shelves;
        this.inView = inView;
        this.credited = credited;
    }

    private static SortedMap<String, Shelf> empty(RetailRule.Stock rule) {
        SortedMap<String, Shelf> shelves = new TreeMap<>();
        rule.watch().classes().forEach(label -> shelves.put(label, new Shelf(0, 0, Alarm.NONE)));
        return shelves;
    }

    private Alarm.Terms terms(String label) {
        return new Alarm.Terms(
                rule,
                IncidentKind.OUT_OF_STOCK,
                Optional.of(new Place(Place.Shape.ZONE, rule.zone().name())),
                rule.dwell(),
                rule.alerting(),
                label);
    }

    @Override
    public MeasurementKind kind() {
        return MeasurementKind.STOCK;
    }

    @Override
    public Meter credit(long nanos) {
        if (nanos == 0) {
            return this;
        }
        SortedMap<String, Shelf> longer = new TreeMap<>();
        shelves.forEach((label, shelf) -> longer.put(
                label, new Shelf(shelf.count(), shelf.area() + (double) shelf.count() * nanos, shelf.alarm())));
        return new StockMeter(rule, products, longer, inView, credited + nanos);
    }

    @Override
    public Meter seen(Scene scene, boolean armed, Outputs out) {
        ByTrack<Presence> next = products.seen(
                scene.seen(),
                (old, seen) ->
                        Presence.seen(old, seen, rule.watch(), rule.zone().area(), armed));
        if (!armed || isHidden(scene)) {
            return new StockMeter(rule, products, shelves, inView, credited);
        }
        SortedMap<String, Integer> counts = new TreeMap<>();
        for (Observation seen : scene.seen()) {
            if (next.get(seen.id()) != null) {
                counts.merge(seen.track().label(), 1, Integer::sum);
            }
        }
        long view = inView + Math.min(scene.watched(), SECOND);
        Now now = new Now(scene.now().moment(), view);
        SortedMap<String, Shelf> counted = new TreeMap<>();
        for (Map.Entry<String, Shelf> entry : shelves.entrySet()) {
            String label = entry.getKey();
            int count = counts.getOrDefault(label, 0);
            boolean few = count < rule.least();
            Alarm alarm = entry.getValue()
                    .alarm()
                    .seen(terms(label), new Alarm.Reading(few, !few, count), now, teller(label, count), out);
            counted.put(label, new Shelf(count, entry.getValue().area(), alarm));
        }
        return new StockMeter(rule, next, counted, view, credited);
    }

    private boolean isHidden(Scene scene) {
        double covered = 0;
        for (Observation seen : scene.seen()) {
            if (!rule.watch().wantsClass(seen.track().label())) {
                covered += rule.zone().area().areaWithin(seen.box());
            }
        }
        return covered > HIDDEN * rule.zone().area().area();
    }

    private Alarm.Teller teller(String label, int count) {
        return (phase, value, lasted) -> new Alarm.Words(
                phase == Phase.CLOSED
                        ? label + " was short on " + rule.zone().name() + " for " + Wording.duration(lasted)
                        : label + " on " + rule.zone().name() + ": " + count + ", at least " + rule.least() + " wanted",
                Values.builder()
                        .put("class", label)
                        .put("count", (long) count)
                        .put("lasted_s", Wording.seconds(lasted))
                        .build());
    }

    @Override
    public Meter gone(Sighting last, boolean armed, Outputs out) {
        return new StockMeter(rule, products.without(last.id()), shelves, inView, credited);
    }

    @Override
    public Meter passed(Now now, long unwatched, Outputs out) {
        SortedMap<String, Shelf> later = new TreeMap<>();
        Now view = new Now(now.moment(), inView);
        shelves.forEach((label, shelf) -> later.put(
                label,
                new Shelf(
                        shelf.count(),
                        shelf.area(),
                        shelf.alarm().passed(terms(label), view, unwatched, teller(label, shelf.count()), out))));
        return new StockMeter(rule, products, later, inView, credited);
    }

    @Override
    public List<Values> records(Interval.Closed interval) {
        Values.Builder counts = Values.builder();
        Values.Builder means = Values.builder();
        shelves.forEach((label, shelf) -> {
            counts.put(label, (long) shelf.count());
            means.put(label, Wording.rounded(credited == 0 ? shelf.count() : shelf.area() / credited));
        });
        return List.of(Values.builder()
                .put("zone", rule.zone().name())
                .put("count", counts.build())
                .put("mean", means.build())
                .build());
    }

    @Override
    public Meter reset() {
        SortedMap<String, Shelf> anew = new TreeMap<>();
        shelves.forEach((label, shelf) -> anew.put(label, new Shelf(shelf.count(), 0, shelf.alarm())));
        return new StockMeter(rule, products, anew, inView, 0);
    }

    @Override
    public void end(Now now, Outputs out) {
        Now view = new Now(now.moment(), inView);
        shelves.forEach((label, shelf) -> shelf.alarm().end(terms(label), view, teller(label, shelf.count()), out));
    }

    @Override
    public Explanation explain(Sighting last, Now now) {
        if (products.get(last.id()) != null) {
            return Reasons.met(rule, last, "counts as one on " + rule.zone().name());
        }
        return Reasons.notIn(rule.zone(), rule, last, now);
    }

    @Override
    public @Nullable Explanation explain(Now now) {
        List<String> counts = new ArrayList<>();
        boolean open = false;
        double share = 0;
        for (Map.Entry<String, Shelf> entry : shelves.entrySet()) {
            Shelf shelf = entry.getValue();
            counts.add(entry.getKey() + ": " + shelf.count());
            open |= shelf.alarm().isOpen();
            long lasted = shelf.alarm().lasted(new Now(now.moment(), inView));
            share = Math.max(share, (double) lasted / Math.max(1, rule.dwell().toNanos()));
        }
        String why = String.join(", ", counts) + " on " + rule.zone().name() + ", at least " + rule.least() + " wanted";
        return Reasons.scene(rule, open, why, share);
    }

    @Override
    public int held() {
        return products.size();
    }
}
