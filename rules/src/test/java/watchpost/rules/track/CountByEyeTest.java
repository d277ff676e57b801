package watchpost.rules.track;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Point;
import watchpost.core.geometry.Segment;
import watchpost.core.geometry.Size;
import watchpost.core.id.RuleId;
import watchpost.core.rule.SecurityRule;
import watchpost.core.rule.Tripwire;
import watchpost.core.vision.Detection;
import watchpost.core.vision.Detections;
import watchpost.rules.Film;
import watchpost.rules.Specs;
import watchpost.rules.engine.RuleInput;
import watchpost.rules.engine.RuleInput.TracksSeen;

/** What a real detector found on a real clip, tracked and counted over a line, against the count by eye in docs/checks/vtest-line.md. */
class CountByEyeTest {
    private static final SecurityRule.LineCrossing LINE = new SecurityRule.LineCrossing(
            new RuleId("line"),
            Specs.PEOPLE,
            new Tripwire("line", new Segment(new Point(0.72, 0.85), new Point(0.72, 0.25))),
            Optional.empty(),
            Specs.crossing(Optional.empty(), 0).alerting());

    private record Crossing(int frame, String direction) {}

    private static final List<Crossing> BY_EYE = List.of(
            new Crossing(11, "right-to-left"),
            new Crossing(45, "right-to-left"),
            new Crossing(54, "right-to-left"),
            new Crossing(106, "left-to-right"),
            new Crossing(114, "left-to-right"),
            new Crossing(124, "left-to-right"),
            new Crossing(139, "right-to-left"),
            new Crossing(157, "right-to-left"),
            new Crossing(172, "left-to-right"),
            new Crossing(187, "left-to-right"),
            new Crossing(191, "right-to-left"),
            new Crossing(227, "right-to-left"),
            new Crossing(252, "right-to-left"),
            new Crossing(261, "right-to-left"));

    /** Analysing every frame, every second, … every fifth: 10 to 2 frames a second. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void everyCrossingIsCountedOnceWhenItHappens(int step) throws IOException {
        List<RuleEvent> counted = Film.events(Phase.OPENED, Film.play(List.of(LINE), tracked(step)));
        assertEquals(BY_EYE.size(), counted.size());
        for (int i = 0; i < counted.size(); i++) {
            RuleEvent event = counted.get(i);
            Crossing truth = BY_EYE.get(i);
            assertEquals(
                    truth.direction(), event.attributes().entries().get("direction"), () -> truth + " but " + event);
            // by eye a frame is good to ± 3
            assertEquals(truth.frame(), event.at().stream().toMillis() / 100.0, 3.5, () -> truth + " but " + event);
        }
    }

    private static List<RuleInput> tracked(int step) throws IOException {
        Tracker tracker = new Tracker(TrackerSettings.DEFAULT);
        Truth clock = new Truth(new Size(768, 576), 10, List.of());
        List<RuleInput> inputs = new ArrayList<>();
        List<List<Detection>> frames = found();
        for (int frame = 0; frame < frames.size(); frame += step) {
            Detections detections = clock.detections(frame, frames.get(frame));
            inputs.add(new TracksSeen(clock.moment(frame), tracker.step(detections)));
        }
        return inputs;
    }

    private static List<List<Detection>> found() throws IOException {
        List<List<Detection>> frames = new ArrayList<>();
        InputStream file = Objects.requireNonNull(CountByEyeTest.class.getResourceAsStream("vtest-detections.txt"));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ", -1);
                if (words[0].equals("@")) {
                    frames.add(new ArrayList<>());
                } else if (!words[0].equals("#")) {
                    Box box = new Box(part(words[2]), part(words[3]), part(words[4]), part(words[5]));
                    frames.get(frames.size() - 1).add(new Detection(words[0], Double.parseDouble(words[1]), box));
                }
            }
        }
        return frames;
    }

    private static double part(String tenThousandths) {
        return Integer.parseInt(tenThousandths) / 1e4;
    }
}
