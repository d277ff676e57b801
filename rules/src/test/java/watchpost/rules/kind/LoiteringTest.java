package watchpost.rules.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static watchpost.rules.Actor.at;
import static watchpost.rules.Actor.person;

import java.util.List;
import org.junit.jupiter.api.Test;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.time.Moment;
import watchpost.rules.Actor;
import watchpost.rules.Film;
import watchpost.rules.Specs;
import watchpost.rules.engine.RuleInput;

class LoiteringTest {
    @Test
    void someoneWhoStaysLongIsTold() {
        Actor waiting = person(1, at(0, 0.1, 0.5), at(2, 0.5, 0.5), at(40, 0.5, 0.5), at(42, 0.9, 0.5));
        List<RuleEvent> events = Film.events(Film.play(Specs.loitering(20), 45, 5, waiting));
        assertEquals(2, events.size());
        assertEquals(IncidentKind.LOITERING, events.get(0).kind());
        assertEquals("person has stayed in yard for 20 s", events.get(0).why());
        assertEquals(40.0, (double) events.get(1).attributes().entries().get("dwell_s"), 0.5);
    }

    @Test
    void leavingStartsTheTimeAnew() {
        Actor pacing = person(
                1,
                at(0, 0.5, 0.5),
                at(15, 0.5, 0.5),
                at(16, 0.1, 0.5),
                at(18, 0.1, 0.5),
                at(19, 0.5, 0.5),
                at(35, 0.5, 0.5));
        assertEquals(List.of(), Film.play(Specs.loitering(20), 35, 5, pacing));
    }

    @Test
    void timeThatNobodyWatchedDoesNotCount() {
        Actor waiting = person(1, at(0, 0.5, 0.5), at(60, 0.5, 0.5));
        List<RuleInput> inputs = Film.frames(10, 5, List.of(waiting));
        Moment resumed = Film.moment(40);
        inputs.add(new RuleInput.CameraGap(Film.moment(10), resumed));
        Film.frames(20, 5, List.of(waiting))
                .forEach(input -> inputs.add(
                        Film.frame(resumed.plus(((RuleInput.TracksSeen) input).at().stream()), List.of(waiting))));
        List<RuleEvent> opened = Film.events(Phase.OPENED, Film.play(List.of(Specs.loitering(20)), inputs));
        assertEquals(1, opened.size());
        assertEquals(50, opened.get(0).at().stream().toMillis() * 1e-3, 1e-6, "10 s before the gap and 10 s after it");
    }
}
