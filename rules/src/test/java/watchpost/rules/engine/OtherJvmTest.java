package watchpost.rules.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.rules.Film;
import watchpost.rules.Rules;
import watchpost.rules.Scenario;
import watchpost.rules.engine.RuleInput.TimeAdvanced;
import watchpost.testkit.process.Jvms;

/**
 * Every kind of rule over the same scenes in processes of their own, twice with this Java and once with each other version that is
 * installed: the same bytes. Sets and maps of the JDK have another order in each process.
 */
class OtherJvmTest {
    private static final int SCENES = 60;

    @TempDir
    Path folder;

    @Test
    void everyProcessSaysTheSame() throws Exception {
        List<Path> jvms = new ArrayList<>(Jvms.known());
        jvms.add(0, jvms.get(0));
        List<String> said = new ArrayList<>();
        for (Path jvm : jvms) {
            said.add(play(jvm, folder.resolve(said.size() + ".txt")));
        }
        assertTrue(said.get(0).lines().count() > 10L * SCENES, "almost nothing was said");
        for (int i = 1; i < said.size(); i++) {
            assertEquals(said.get(0), said.get(i), jvms.get(i) + " differs from " + jvms.get(0));
        }
        System.out.println("the same " + said.get(0).length() + " characters from " + jvms);
    }

    private static String play(Path java, Path out) throws Exception {
        Path log = out.resolveSibling("log.txt");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Player.class.getName())
                .redirectError(log.toFile())
                .redirectOutput(out.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .start();
        try {
            assertTrue(process.waitFor(2, TimeUnit.MINUTES), java + " takes too long");
            String complaint = Files.readString(log);
            assertEquals(0, process.exitValue(), () -> java + " said " + complaint);
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(out);
    }

    /** Prints what all rules say of the scenes. */
    static final class Player {
        private Player() {}

        public static void main(String[] arguments) {
            PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
            for (int seed = 1; seed <= SCENES; seed++) {
                Scenario scene = Scenario.random(seed);
                List<RuleInput> inputs = new ArrayList<>(scene.frames());
                inputs.add(new TimeAdvanced(scene.end()));
                Film.play(Rules.all(), inputs).forEach(out::println);
            }
            out.flush();
        }
    }
}
