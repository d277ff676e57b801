package watchpost.daemon.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import watchpost.alerts.MessageLog;
import watchpost.alerts.contract.Origin;
import watchpost.config.CameraConfig;
import watchpost.core.event.RuleOutput;
import watchpost.core.time.Moment;
import watchpost.daemon.journal.JournalReader;
import watchpost.daemon.pipeline.LaneRules;
import watchpost.rules.engine.RuleEngine;
import watchpost.rules.engine.RuleInput;
import watchpost.rules.engine.RuleState;
import watchpost.rules.engine.Step;

/** One run over a journal: the rules get what they got in the field. A camera that began anew begins anew here. */
public final class JournalReplay {
    private final CameraConfig camera;
    private final ReplaySink sink;
    private final MessageLog messages;
    private final LaneRules rules;
    private RuleState state;
    private Optional<Moment> last = Optional.empty();
    private long frames;

    private JournalReplay(CameraConfig camera, Origin origin, ReplaySink sink) {
        this.camera = camera;
        this.sink = sink;
        this.messages = new MessageLog(origin);
        this.rules = LaneRules.of(camera);
        this.state = start();
    }

    private RuleState start() {
        return RuleEngine.initial(camera.id(), rules.rules(), rules.ground());
    }

    /** Replays {@code files}, the oldest first; returns how many frames they held. */
    public static long run(List<Path> files, CameraConfig camera, Origin origin, ReplaySink sink) throws IOException {
        JournalReplay replay = new JournalReplay(camera, origin, sink);
        for (int i = 0; i < files.size(); i++) {
            try (JournalReader reader = JournalReader.open(files.get(i))) {
                for (Optional<RuleInput> next = reader.next(); next.isPresent(); next = reader.next()) {
                    replay.take(next.get());
                }
            }
            sink.frame(replay.frames, List.of(), Optional.empty(), (i + 1.0) / files.size());
        }
        replay.end();
        return replay.frames;
    }

    private void take(RuleInput input) throws IOException {
        if (input instanceof RuleInput.RulesChanged) {
            return; // the end of a run of the box
        }
        if (input instanceof RuleInput.TracksSeen seen) {
            if (last.isPresent() && seen.at().isBefore(last.get())) {
                end();
                state = start();
            }
            last = Optional.of(seen.at());
            frames++;
            for (String line : messages.advance(camera.id(), seen.at())) {
                sink.message(line);
            }
        }
        step(input);
    }

    private void end() throws IOException {
        if (last.isPresent()) {
            step(new RuleInput.RulesChanged(last.get(), List.of()));
            last = Optional.empty();
        }
        for (String line : messages.finish()) {
            sink.message(line);
        }
    }

    private void step(RuleInput input) throws IOException {
        sink.input(input);
        Step step = RuleEngine.step(state, input);
        state = step.state();
        for (RuleOutput output : step.outputs()) {
            sink.output(output);
            for (String line : messages.accept(output)) {
                sink.message(line);
            }
        }
        step.counted().forEach(sink::counted);
    }
}
