package watchpost.detector.trial;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import watchpost.detector.DetectorSettings;
import watchpost.detector.model.Model;
import watchpost.detector.model.ModelException;
import watchpost.detector.model.TextModel;
import watchpost.detector.onnx.Provider;

/**
 * Opens a model in a process of its own, runs it once and reads its outputs. Only a model that came through is opened here;
 * one that ends the process, or does not come to an end, costs a sentence.
 */
public final class ModelTrial {
    /** Long enough for the largest model on a slow box. */
    static final Duration LIMIT = Duration.ofSeconds(60);
    /** Long enough for an engine that TensorRT has to build. */
    private static final Duration ACCELERATOR_LIMIT = Duration.ofMinutes(15);

    /** What the child needs of this process's options: where native libraries are, and the same memory. */
    private static final List<String> INHERITED = List.of(
            "-Donnxruntime.", "-Djava.io.tmpdir", "-Dorg.bytedeco.", "-Xmx", "-XX:+Use", "--enable-native-access");

    private ModelTrial() {}

    /** Loads the model at {@code path}, as {@link Model#load} does, after a trial on the CPU of at most {@link #LIMIT}. */
    public static Model load(Path path) {
        Model model = Model.load(path);
        run(path, LIMIT);
        return model;
    }

    /** Loads the model at {@code path} that reads text, as {@link TextModel#load} does, after a trial of at most {@link #LIMIT}. */
    public static TextModel loadText(Path path) {
        TextModel model = TextModel.load(path);
        run(path.toString(), LIMIT, command(List.of(TrialProcess.TEXT, path.toString())));
        return model;
    }

    /**
     * Tries a model on the first of the settings' providers that works there. What TensorRT builds for it meanwhile is kept where the
     * settings say, and found there when the model is opened here.
     *
     * @throws ModelException with the reason if none does
     */
    public static void run(Model model, DetectorSettings settings) {
        boolean accelerated = settings.providers().stream().anyMatch(Provider::isAccelerator);
        run(model.name(), accelerated ? ACCELERATOR_LIMIT : LIMIT, command(model.name(), settings));
    }

    /**
     * Tries the model at {@code path} (as {@link Model#load} takes it) and returns if it works.
     *
     * @throws ModelException with the reason if it does not
     */
    static void run(Path path, Duration limit) {
        run(path.toString(), limit, command(path.toString(), DetectorSettings.onCpu()));
    }

    static void run(String name, Duration limit, List<String> command) {
        Path said = temporaryFile();
        try {
            Process child = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.to(said.toFile()))
                    .start();
            judge(name, limit, child, said);
        } catch (IOException e) {
            throw new ModelException(name + " cannot be tried in a process of its own: " + e.getMessage() + ".", e);
        } finally {
            delete(said);
        }
    }

    private static void judge(String name, Duration limit, Process child, Path said) throws IOException {
        boolean ended;
        try {
            ended = child.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException("the trial of " + name + " was interrupted.", e);
        } finally {
            child.destroyForcibly();
        }
        if (!ended) {
            throw new ModelException(name + " was not open after " + limit.toSeconds()
                    + " s in a process of its own: it is too large for this machine, or damaged.");
        }
        if (child.exitValue() == TrialProcess.WORKS) {
            return;
        }
        if (child.exitValue() == TrialProcess.REFUSED) {
            throw new ModelException(Files.readString(said, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(TrialProcess.MARK))
                    .map(line -> line.substring(TrialProcess.MARK.length()))
                    .findFirst()
                    .orElse(name + " cannot be used."));
        }
        throw new ModelException(name + " ended the process in which it was tried (exit code " + child.exitValue()
                + "): it is damaged, too large for the memory here, or not made for this version of ONNX Runtime.");
    }

    private static List<String> command(String name, DetectorSettings settings) {
        return command(Stream.concat(Stream.of(name), TrialProcess.arguments(settings).stream())
                .toList());
    }

    private static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (INHERITED.stream().anyMatch(option::startsWith)) {
                command.add(option);
            }
        }
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=/dev/null",
                "-cp",
                System.getProperty("java.class.path"),
                TrialProcess.class.getName()));
        command.addAll(arguments);
        return command;
    }

    private static Path temporaryFile() {
        try {
            return Files.createTempFile("watchpost-model", ".txt");
        } catch (IOException e) {
            throw new ModelException("no model can be tried: the temporary folder cannot be written.", e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new ModelException(file + " cannot be deleted: " + e.getMessage() + ".", e);
        }
    }
}
