package watchpost.detector.watch;

import java.util.OptionalInt;
import watchpost.detector.Detector;
import watchpost.detector.DetectorSettings;
import watchpost.detector.model.Model;
import watchpost.detector.onnx.Provider;
import watchpost.detector.trial.ModelTrial;

/**
 * What the watch goes by.
 *
 * @param detector how detectors are opened
 * @param wanted the provider to be back on
 * @param workers how many threads detect on the CPU; measured if empty
 * @param trial tries a model before it is opened here
 */
public record WatchSettings(DetectorSettings detector, Provider wanted, OptionalInt workers, Trial trial) {
    /** Tries a model where it can do no harm. */
    @FunctionalInterface
    public interface Trial {
        /** Throws a {@link watchpost.detector.model.ModelException} with the reason if it does not work. */
        void run(Model model, DetectorSettings settings);
    }

    /** With a trial in a process of its own. */
    public WatchSettings(DetectorSettings detector, Provider wanted, OptionalInt workers) {
        this(detector, wanted, workers, ModelTrial::run);
    }

    /** How many threads should detect before anything is measured. */
    public int workers(Detector running) {
        return running.provider().isAccelerator() ? running.workers() : workers.orElse(running.workers());
    }
}
