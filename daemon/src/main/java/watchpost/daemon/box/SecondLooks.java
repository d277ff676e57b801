package watchpost.daemon.box;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import watchpost.config.CameraConfig;
import watchpost.config.DeviceConfig;
import watchpost.config.ReaderConfig;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.RuleOutput;
import watchpost.core.id.CameraId;
import watchpost.core.port.CropSource;
import watchpost.core.port.FindingSink;
import watchpost.core.port.RuleOutputSink;
import watchpost.core.rule.RuleSpec;
import watchpost.core.time.FrameTime;
import watchpost.core.vision.Track;
import watchpost.core.vision.Trait;
import watchpost.daemon.lifecycle.Lifecycle;
import watchpost.daemon.pipeline.ReadWishes;
import watchpost.detector.second.SecondLook;
import watchpost.detector.text.TextReader;
import watchpost.detector.trial.ModelTrial;

/** Which objects the second stage sees, and of which rules it is asked. The pipeline's thread; without a second stage it does nothing. */
final class SecondLooks {
    private static final Duration STOP = Duration.ofMillis(500);

    private final CurrentConfig current;
    private volatile @Nullable ReadWishes wishes;

    SecondLooks(CurrentConfig current) {
        this.current = current;
    }

    /** Starts the second look at number plates and asks it from now on; empty if the configuration names no model for it. */
    Optional<SecondLook> start(Lifecycle lifecycle, DeviceConfig config, CropSource crops, FindingSink sink)
            throws Exception {
        ReaderConfig reader = config.readers().get(Trait.PLATE);
        if (reader == null) {
            return Optional.empty();
        }
        SecondLook look = lifecycle.start(
                "second stage",
                STOP,
                () -> {
                    TextReader model = TextReader.open(ModelTrial.loadText(reader.model()));
                    return new SecondLook(Trait.PLATE, model, reader.perSecond(), crops, sink, System::nanoTime);
                },
                SecondLook::close);
        look.start();
        wishes = new ReadWishes(look);
        return Optional.of(look);
    }

    /** What rules conclude goes to {@code people}, and of what it is about the second stage is asked. */
    RuleOutputSink beside(RuleOutputSink people) {
        return output -> {
            people.accept(output);
            ask(output);
        };
    }

    private void ask(RuleOutput output) {
        ReadWishes asking = wishes;
        if (asking != null && output instanceof RuleEvent event) {
            asking.onConcluded(event, rules(event.camera()));
        }
    }

    /** What is followed in a picture. */
    void onAnalysed(CameraId camera, FrameTime time, List<Track> tracks) {
        ReadWishes asking = wishes;
        if (asking != null) {
            asking.onAnalysed(camera, time, tracks, rules(camera));
        }
    }

    private List<RuleSpec> rules(CameraId camera) {
        return current.camera(camera).map(CameraConfig::rules).orElse(List.of());
    }
}
