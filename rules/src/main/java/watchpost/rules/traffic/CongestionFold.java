package watchpost.rules.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.event.Values;
import watchpost.core.ground.GroundPlane;
import watchpost.core.rule.Lane;
import watchpost.core.rule.TrafficRule;
import watchpost.rules.fold.Explanation;
import watchpost.rules.fold.GroundMotion;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Observation;
import watchpost.rules.fold.Outputs;
import watchpost.rules.fold.RuleFold;
import watchpost.rules.fold.Scene;
import watchpost.rules.fold.Sighting;
import watchpost.rules.part.Alarm;
import watchpost.rules.part.Motions;
import watchpost.rules.part.Reasons;
import watchpost.rules.part.Wording;

/**
 * Traffic in a lane crawls: enough vehicles are in it and their mean speed is low. Without a calibrated camera, low is less than half of
 * a vehicle's own size a second.
 */
public final class CongestionFold implements RuleFold {
    private static final double CRAWLING_SIZES = 0.5;
    /** It ends when the mean speed is this much above the limit, or a third of the vehicles are gone. */
    private static final double FREE = 1.25;

    private record Watched(Lane lane, Alarm.Terms terms, Alarm alarm, Load load) {}

    /** What is in a lane: how many vehicles of known speed, and their mean speed, in km/h or in sizes a second. */
    private record Load(int vehicles, double speed) {}

    private final TrafficRule.Congestion rule;
    private final Optional<GroundPlane> ground;
    private final List<Watched> lanes;

    public CongestionFold(TrafficRule.Congestion rule, Optional<GroundPlane> ground) {
        this(rule, ground, rule.lanes().stream().map(lane -> start(rule, lane)).toList());
    }

    private CongestionFold(TrafficRule.Congestion rule, Optional<GroundPlane> ground, List<Watched> lanes) {
        this.rule = rule;
        this.ground = ground;
        this.lanes = lanes;
    }

    private static Watched start(TrafficRule.Congestion rule, Lane lane) {
        Alarm.Terms terms = new Alarm.Terms(
                rule,
                IncidentKind.CONGESTION,
                Optional.of(LaneCondition.place(lane)),
                rule.dwell(),
                rule.alerting(),
                "congestion-" + lane.name());
        return new Watched(lane, terms, Alarm.NONE, new Load(0, 0));
    }

    @Override
    public TrafficRule.Congestion spec() {
        return rule;
    }

    private boolean inKmh() {
        return rule.belowKmh().isPresent() && ground.isPresent();
    }

    private double limit() {
        return inKmh() ? rule.belowKmh().getAsDouble() : CRAWLING_SIZES;
    }

    @Override
    public RuleFold seen(Scene scene, Outputs out) {
        boolean armed = rule.watch().schedule().isArmed(scene.now().moment().wall());
        List<Watched> next = new ArrayList<>(lanes.size());
        for (Watched lane : lanes) {
            Load load = armed ? load(lane.lane(), scene) : new Load(0, 0);
            boolean over = load.vehicles() >= rule.vehicles() && load.speed() < limit();
            boolean within = load.vehicles() * 3 < rule.vehicles() * 2 || load.speed() > FREE * limit();
            Alarm alarm = lane.alarm()
                    .seen(
                            lane.terms(),
                            new Alarm.Reading(over, within, load.vehicles()),
                            scene.now(),
                            teller(lane.lane(), load),
                            out);
            next.add(new Watched(lane.lane(), lane.terms(), alarm, load));
        }
        return new CongestionFold(rule, ground, List.copyOf(next));
    }

    private Load load(Lane lane, Scene scene) {
        int vehicles = 0;
        double sum = 0;
        for (Observation seen : scene.seen()) {
            if (seen.countsFor(rule.watch()) && rule.watch().isIn(lane.area(), seen.box())) {
                Double speed = speed(seen.sighting());
                if (speed != null) {
                    vehicles++;
                    sum += speed;
                }
            }
        }
        return new Load(vehicles, vehicles == 0 ? 0 : sum / vehicles);
    }

    private @Nullable Double speed(Sighting sighting) {
        if (!inKmh()) {
            return Motions.sizesPerSecond(sighting);
        }
        GroundMotion motion = GroundMotion.of(ground.orElseThrow(), sighting.trail());
        return motion == null ? null : Double.valueOf(motion.kmh());
    }

    private Alarm.Teller teller(Lane lane, Load load) {
        return (phase, value, lasted) -> {
            Values.Builder values =
                    Values.builder().put("vehicles", Math.round(value)).put("lasted_s", Wording.seconds(lasted));
            String speed = "";
            if (inKmh() && phase != Phase.CLOSED) {
                values.put("mean_speed_kmh", Speeds.tenths(load.speed()));
                speed = String.format(Locale.ROOT, " at %.0f km/h", load.speed());
            }
            String verb = phase == Phase.CLOSED ? " vehicles crawled in " : " vehicles crawl in ";
            return new Alarm.Words(Math.round(value) + verb + lane.name() + speed, values.build());
        };
    }

    @Override
    public RuleFold gone(Sighting last, Outputs out) {
        return this;
    }

    @Override
    public RuleFold passed(Now now, long unwatched, Outputs out) {
        List<Watched> next = new ArrayList<>(lanes.size());
        for (Watched lane : lanes) {
            Alarm alarm = lane.alarm().passed(lane.terms(), now, unwatched, teller(lane.lane(), lane.load()), out);
            next.add(new Watched(lane.lane(), lane.terms(), alarm, lane.load()));
        }
        return new CongestionFold(rule, ground, List.copyOf(next));
    }

    @Override
    public void end(Now now, Outputs out) {
        lanes.forEach(lane -> lane.alarm().end(lane.terms(), now, teller(lane.lane(), lane.load()), out));
    }

    @Override
    public Explanation explain(Sighting last, Now now) {
        Reasons.Lack unwanted = Reasons.unwanted(rule.watch(), last, now);
        LaneCondition condition = new LaneCondition(rule.watch(), rule.lanes());
        if (unwanted != null || condition.of(last) == null) {
            return Reasons.missed(rule, last, unwanted == null ? condition.outside(last) : unwanted);
        }
        return Reasons.met(rule, last, "counts as one in a lane");
    }

    @Override
    public @Nullable Explanation explain(Now now) {
        Watched fullest = lanes.get(0);
        for (Watched lane : lanes) {
            fullest = lane.load().vehicles() > fullest.load().vehicles() ? lane : fullest;
        }
        String why = String.format(
                Locale.ROOT,
                "%d vehicles of %d in %s, at %.1f of less than %.1f %s",
                fullest.load().vehicles(),
                rule.vehicles(),
                fullest.lane().name(),
                fullest.load().speed(),
                limit(),
                inKmh() ? "km/h" : "sizes a second");
        boolean open = lanes.stream().anyMatch(lane -> lane.alarm().isOpen());
        return Reasons.scene(rule, open, why, (double) fullest.load().vehicles() / rule.vehicles());
    }

    @Override
    public int held() {
        return 0;
    }
}
