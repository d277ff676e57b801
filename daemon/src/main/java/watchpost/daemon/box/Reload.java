package watchpost.daemon.box;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import watchpost.alerts.AlertException;
import watchpost.alerts.AlertService;
import watchpost.alerts.Performer;
import watchpost.alerts.command.Command;
import watchpost.alerts.command.CommandRefused;
import watchpost.config.CameraConfig;
import watchpost.config.ConfigChange;
import watchpost.config.ConfigResult;
import watchpost.config.DetectorConfig;
import watchpost.config.DetectorConfig.ModelChoice;
import watchpost.config.Problem;
import watchpost.core.event.Values;
import watchpost.daemon.live.LiveModel;
import watchpost.daemon.pipeline.Pipeline;
import watchpost.detector.Detector;
import watchpost.detector.model.Model;
import watchpost.detector.model.ModelException;
import watchpost.detector.onnx.InferenceException;
import watchpost.detector.watch.DetectorWatch;

/**
 * The command {@code reload}: reads the configuration file again. A file with any mistake changes nothing; of a right one everything that
 * can be changed while the cameras run holds at once, and the reply names what waits for a restart.
 */
final class Reload implements Performer {
    private static final Logger LOG = System.getLogger(Reload.class.getName());

    private static final String MODEL = "detector.model";

    private final Supplier<ConfigResult> file;
    private final CurrentConfig current;
    private final Parts parts;

    /** Who is told of another configuration. */
    record Parts(AlertService alerts, Arming arming, DetectorWatch detector, Pipeline pipeline, LiveModel live) {}

    /** @param file reads the file anew, strictly */
    Reload(Supplier<ConfigResult> file, CurrentConfig current, Parts parts) {
        this.file = file;
        this.current = current;
        this.parts = parts;
    }

    @Override
    public synchronized Values perform(Command command) throws CommandRefused {
        ConfigResult result = file.get();
        if (result instanceof ConfigResult.Valid valid) {
            ConfigChange change = ConfigChange.of(current.get(), valid.config());
            boolean otherModel = apply(change);
            Values said = Values.builder()
                    .put("changed", String.join(", ", changed(change, otherModel)))
                    .put("after_restart", String.join(", ", change.afterRestart()))
                    .put("warnings", lines(valid.warnings()))
                    .build();
            LOG.log(
                    Level.INFO,
                    command.argument("by").orElse(command.role()) + ": the configuration was read again: "
                            + said.entries());
            return said;
        }
        List<Problem> problems = ((ConfigResult.Invalid) result).problems();
        throw new CommandRefused(
                "the configuration stays as it was, because of what is wrong in the file:\n" + lines(problems));
    }

    private static String lines(List<Problem> problems) {
        return problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }

    /** The model's files may be others while the configuration names them as before. */
    private static List<String> changed(ConfigChange change, boolean otherModel) {
        List<String> keys = new ArrayList<>(change.live());
        if (otherModel && !keys.contains(MODEL)) {
            keys.add(0, MODEL);
        }
        return keys;
    }

    /** Open beside the one that runs; empty if the model stays. */
    private Optional<Detector> otherDetector(DetectorConfig wanted) throws CommandRefused {
        try {
            if (isTheOneThatRuns(wanted.model())) {
                return Optional.empty();
            }
            return Optional.of(parts.detector().prepare(Mapping.model(wanted)));
        } catch (ModelException | InferenceException e) {
            throw new CommandRefused("the configuration stays as it was: " + e.getMessage());
        }
    }

    /** By the files' content: somebody may have put another model under the same name. */
    private boolean isTheOneThatRuns(ModelChoice wanted) {
        return wanted.equals(current.get().detector().model())
                && wanted.file()
                        .map(file -> Model.load(file).isSameAs(parts.detector().asked()))
                        .orElse(true);
    }

    /** True if another model runs from now on. */
    private boolean apply(ConfigChange change) throws CommandRefused {
        Optional<Detector> next = otherDetector(change.applied().detector());
        try {
            parts.alerts().commands(Mapping.commands(change.applied().mqtt().commands()));
        } catch (AlertException e) {
            next.ifPresent(Detector::close);
            throw new CommandRefused("the configuration stays as it was: " + e.getMessage());
        }
        next.ifPresent(parts.detector()::use);
        List<CameraConfig> before = current.get().cameras();
        current.put(change.applied());
        parts.arming().use(change.applied());
        for (CameraConfig camera : change.applied().cameras()) {
            boolean other = before.stream()
                    .noneMatch(
                            old -> old.id().equals(camera.id()) && old.rules().equals(camera.rules()));
            if (other) {
                parts.pipeline().rules(camera.id(), camera.rules());
            }
        }
        parts.alerts().watched(Mapping.watched(change.applied()));
        parts.live().show(change.applied().cameras().stream().map(Mapping::view).toList());
        return next.isPresent();
    }
}
