package watchpost.daemon.pipeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import watchpost.capture.signal.SignalReading;
import watchpost.capture.signal.SignalWatch;
import watchpost.core.geometry.Letterbox;
import watchpost.core.rule.RuleSpec;
import watchpost.core.rule.Signal;
import watchpost.core.rule.Signal.State;
import watchpost.core.rule.TrafficRule;
import watchpost.core.time.Moment;
import watchpost.core.vision.Frame;
import watchpost.rules.engine.RuleInput.SignalSeen;

/**
 * Looks at the traffic signals of one camera. Frames are looked at before the detector takes them, and what they show waits until their
 * detections come back, so that the rules see everything in order. One thread at a time.
 */
final class SignalEyes {
    /** Frames whose detections never came make room for newer ones. */
    private static final int MOST_WAITING = 64;

    private final Map<Signal, SignalWatch> signals = new LinkedHashMap<>();
    private final Deque<Look> waiting = new ArrayDeque<>();

    /** One frame: what each signal shows, in the order of the signals. */
    private record Look(Moment at, List<State> readings) {}

    SignalEyes(List<RuleSpec> rules) {
        for (RuleSpec rule : rules) {
            if (rule instanceof TrafficRule.RedLight red) {
                signals.putIfAbsent(red.signal(), new SignalWatch());
            }
        }
    }

    /** The caller keeps the frame. */
    void look(Frame frame) {
        if (signals.isEmpty()) {
            return;
        }
        Letterbox place = frame.shape().letterbox(frame.picture());
        List<State> readings = new ArrayList<>(signals.size());
        for (Signal signal : signals.keySet()) {
            readings.add(SignalReading.of(frame.pixels(), frame.shape().order(), place, signal.area()));
        }
        Moment at = frame.time().moment();
        waiting.removeIf(look -> !look.at().isBefore(at)); // the camera went back: those frames come again
        if (waiting.size() == MOST_WAITING) {
            waiting.remove();
        }
        waiting.add(new Look(at, readings));
    }

    /** What changed up to the frame of {@code now}, which is the moment at which the rules are told. */
    List<SignalSeen> changes(Moment now) {
        List<SignalSeen> changes = new ArrayList<>();
        while (!waiting.isEmpty() && !now.isBefore(waiting.peek().at())) {
            Look look = waiting.remove();
            int next = 0;
            for (Map.Entry<Signal, SignalWatch> signal : signals.entrySet()) {
                signal.getValue()
                        .look(look.readings().get(next++), look.at().stream())
                        .ifPresent(state ->
                                changes.add(new SignalSeen(now, signal.getKey().name(), state)));
            }
        }
        return changes;
    }
}
