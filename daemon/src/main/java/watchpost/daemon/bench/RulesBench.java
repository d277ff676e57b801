package watchpost.daemon.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import watchpost.core.event.Severity;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Point;
import watchpost.core.geometry.Polygon;
import watchpost.core.geometry.Segment;
import watchpost.core.id.CameraId;
import watchpost.core.id.RuleId;
import watchpost.core.rule.Alerting;
import watchpost.core.rule.Anchor;
import watchpost.core.rule.Direction;
import watchpost.core.rule.Lane;
import watchpost.core.rule.RetailRule;
import watchpost.core.rule.RuleSpec;
import watchpost.core.rule.Schedule;
import watchpost.core.rule.SecurityRule;
import watchpost.core.rule.TrafficRule;
import watchpost.core.rule.Tripwire;
import watchpost.core.rule.Watch;
import watchpost.core.rule.Zone;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.Moment;
import watchpost.core.vision.Track;
import watchpost.rules.engine.RuleEngine;
import watchpost.rules.engine.RuleInput;
import watchpost.rules.engine.RuleState;
import watchpost.rules.engine.Step;

/** What rules cost: nanoseconds a track and rule, the share of a core, and how much they remember over a simulated year. */
public final class RulesBench {
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final int TRACKS = 100;
    private static final int RULES = 20;
    private static final int FPS = 25;
    private static final int STEPS = 2_000;
    private static final int ROUNDS = 5;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Alerting ALARM = new Alerting(Severity.ALARM, Duration.ofSeconds(30));
    private static final Watch ALL =
            new Watch(Set.of("person", "car"), 0.4, 0, 0, Anchor.BOTTOM_CENTRE, Schedule.ALWAYS);

    private RulesBench() {}

    /** Runs for some seconds; the result as a table. */
    public static String run() {
        StringBuilder table = new StringBuilder();
        List<RuleInput> film = film(STEPS);
        double intrusions = nanosPerStep(film, intrusions());
        double mixed = nanosPerStep(film, mixed());
        line(table, RULES + " intrusion rules", intrusions);
        line(table, RULES + " rules of ten kinds", mixed);
        table.append(year());
        return table.toString();
    }

    private static void line(StringBuilder table, String what, double nanosPerStep) {
        table.append(String.format(
                Locale.ROOT,
                "%-22s %d tracks: %6.1f us a picture, %5.1f ns a track and rule, %.2f %% of a core at %d pictures a second%n",
                what,
                TRACKS,
                nanosPerStep / 1e3,
                nanosPerStep / TRACKS / RULES,
                nanosPerStep * FPS / 1e9 * 100,
                FPS));
    }

    /** Of this thread's processor time, in the best round: others on the machine can only make it slower. */
    private static double nanosPerStep(List<RuleInput> film, List<RuleSpec> rules) {
        double best = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            RuleState state = RuleEngine.initial(new CameraId("bench"), rules);
            long begin = CPU.getCurrentThreadCpuTime();
            for (RuleInput input : film) {
                state = RuleEngine.step(state, input).state();
            }
            best = Math.min(best, (double) (CPU.getCurrentThreadCpuTime() - begin) / film.size());
        }
        return best;
    }

    /** A hundred objects that wander about. */
    private static List<RuleInput> film(int steps) {
        SplittableRandom random = new SplittableRandom(1);
        double[] x = random.doubles(TRACKS).toArray();
        double[] y = random.doubles(TRACKS).toArray();
        double[] vx = random.doubles(TRACKS, -0.1, 0.1).toArray();
        double[] vy = random.doubles(TRACKS, -0.1, 0.1).toArray();
        List<RuleInput> film = new ArrayList<>(steps);
        Moment first = moment(0);
        for (int step = 0; step < steps; step++) {
            Moment now = moment((double) step / FPS);
            List<Track> tracks = new ArrayList<>(TRACKS);
            for (int i = 0; i < TRACKS; i++) {
                x[i] += vx[i] / FPS;
                y[i] += vy[i] / FPS;
                vx[i] = x[i] < 0 || x[i] > 1 ? -vx[i] : vx[i];
                vy[i] = y[i] < 0 || y[i] > 1 ? -vy[i] : vy[i];
                String label = i % 3 == 0 ? "car" : "person";
                Box box = new Box(x[i] - 0.02, y[i] - 0.1, 0.04, 0.1);
                tracks.add(new Track(i + 1, label, 0.8, box, first, now, true, 0.2));
            }
            film.add(new RuleInput.TracksSeen(now, tracks));
        }
        return film;
    }

    private static Moment moment(double seconds) {
        Duration stream = Duration.ofNanos(Math.round(seconds * 1e9));
        return new Moment(stream, START.plus(stream), ClockQuality.SYNCED);
    }

    private static Zone zone(int index) {
        double left = index % 5 * 0.2;
        double top = Math.floorDiv(index, 5) * 0.25;
        return new Zone("zone-" + index, rectangle(left, top, left + 0.2, top + 0.25));
    }

    private static Polygon rectangle(double left, double top, double right, double bottom) {
        return new Polygon(List.of(
                new Point(left, top), new Point(right, top), new Point(right, bottom), new Point(left, bottom)));
    }

    private static List<RuleSpec> intrusions() {
        List<RuleSpec> rules = new ArrayList<>();
        for (int i = 0; i < RULES; i++) {
            rules.add(new SecurityRule.Intrusion(new RuleId("r" + i), ALL, zone(i), Duration.ofSeconds(1), ALARM));
        }
        return rules;
    }

    /** Two of each of ten kinds. */
    private static List<RuleSpec> mixed() {
        List<RuleSpec> rules = new ArrayList<>();
        for (int i = 0; i < RULES; i += 10) {
            Zone zone = zone(i);
            Duration minute = Duration.ofMinutes(1);
            Tripwire line = new Tripwire("line", new Segment(new Point(0, 0.3 + i * 0.02), new Point(1, 0.4)));
            List<Lane> lanes = List.of(new Lane(
                    "lane", rectangle(0.2, 0.1, 0.5, 0.9), new Segment(new Point(0.3, 0.1), new Point(0.3, 0.9))));
            rules.add(new SecurityRule.Intrusion(id(rules), ALL, zone, Duration.ofSeconds(1), ALARM));
            rules.add(new SecurityRule.Loitering(id(rules), ALL, zone, Duration.ofSeconds(9), ALARM));
            rules.add(new SecurityRule.LineCrossing(id(rules), ALL, line, Optional.empty(), ALARM));
            rules.add(new RetailRule.Footfall(id(rules), ALL, line, Direction.LEFT_TO_RIGHT, Optional.empty(), minute));
            rules.add(new RetailRule.Occupancy(id(rules), ALL, zone, OptionalInt.of(9), minute, ALARM));
            rules.add(new RetailRule.Dwell(id(rules), ALL, zone, Optional.empty(), minute, ALARM));
            rules.add(new RetailRule.Heatmap(id(rules), ALL, 32, 18, minute));
            rules.add(new TrafficRule.Flow(id(rules), ALL, lanes, minute));
            rules.add(new TrafficRule.WrongWay(id(rules), ALL, lanes, Duration.ofSeconds(1), ALARM));
            rules.add(new TrafficRule.StoppedVehicle(id(rules), ALL, lanes, Duration.ofSeconds(9), ALARM));
        }
        return rules;
    }

    private static RuleId id(List<RuleSpec> rules) {
        return new RuleId("r" + rules.size());
    }

    /** A year in which somebody comes every ten minutes, a frame a second while anyone is there and one a minute otherwise. */
    private static String year() {
        RuleState state = RuleEngine.initial(new CameraId("bench"), mixed());
        int most = 0;
        long outputs = 0;
        long visits = Duration.ofDays(365).toMinutes() / 10;
        for (long visit = 0; visit < visits; visit++) {
            double begin = visit * 600.0;
            for (int second = 0; second < 40; second++) {
                Moment now = moment(begin + second);
                double y = 0.05 + second * 0.022;
                Box box = new Box(0.28, y, 0.04, 0.1);
                Track track = new Track(visit + 1, "person", 0.8, box, moment(begin), now, true, 0.5);
                Step step =
                        RuleEngine.step(state, new RuleInput.TracksSeen(now, second < 30 ? List.of(track) : List.of()));
                state = step.state();
                outputs += step.outputs().size();
                most = Math.max(most, state.held());
            }
            state = RuleEngine.step(state, new RuleInput.TimeAdvanced(moment(begin + 590)))
                    .state();
        }
        return String.format(
                Locale.ROOT,
                "a simulated year        %d visits: %d conclusions, at most %d memories held, %d at the end%n",
                visits,
                outputs,
                most,
                state.held());
    }
}
