package watchpost.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another FFmpeg than the bundled one, in a Java machine of its own for each, because libraries are loaded once. */
class OwnFfmpegTest {
    @TempDir
    Path folder;

    @TempDir
    Path cache;

    @Test
    void aFolderWithTheSameReleaseIsUsed() throws Exception {
        Path bundled = FfmpegRuntime.inspect().file().orElseThrow().getParent();
        try (Stream<Path> files = Files.list(bundled)) {
            for (Path file : files.filter(OwnFfmpegTest::isLibrary).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        List<String> said = run(folder.toString());
        assertEquals("30 pictures", said.get(1));
        assertTrue(said.get(0).startsWith("own " + folder + "/libavcodec.so."), said.get(0));
        try (Stream<Path> made = Files.list(cache)) {
            assertTrue(
                    made.allMatch(file -> file.getFileName().toString().startsWith("own-ffmpeg-")),
                    "what other starts of the program use is untouched");
        }
    }

    @Test
    void anotherReleaseIsRefusedInOneSentence() throws Exception {
        Files.writeString(folder.resolve("libavcodec.so.58"), "FFmpeg 4");
        assertEquals(
                List.of("WATCHPOST_FFMPEG: " + folder + " holds libavcodec.so.58 (FFmpeg 4), and libavcodec.so.62"
                        + " (FFmpeg 8) is needed; name the folder of such a one, or unset WATCHPOST_FFMPEG to use the"
                        + " bundled libraries."),
                run(folder.toString()));
    }

    @Test
    void debiansOwnReleaseIsRefused() throws Exception {
        Path debian = Path.of(
                "/usr/lib/" + (System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64") + "-linux-gnu",
                "libavcodec.so.59");
        Assumptions.assumeTrue(Files.exists(debian), "Debian 12's FFmpeg is not installed");
        List<String> said = run("system");
        assertEquals(1, said.size(), said::toString);
        assertTrue(said.get(0).contains("holds libavcodec.so.59 (FFmpeg 5)"), said.get(0));
    }

    @Test
    void brokenAndMissingLibrariesAreRefused() throws Exception {
        assertTrue(run(folder.resolve("none").toString()).get(0).contains("holds no libavcodec"));
        for (String name : List.of("avcodec.so.62", "avutil.so.60")) {
            Files.writeString(folder.resolve("lib" + name), "no library");
        }
        List<String> said = run(folder.toString());
        assertEquals(1, said.size(), said::toString);
        assertTrue(said.get(0).contains("has a libavutil.so.60 that cannot be loaded (" + folder), said.get(0));
    }

    private static boolean isLibrary(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).matches("lib[a-z-]+\\.so\\.\\d+");
    }

    private List<String> run(String own) throws IOException, InterruptedException {
        ProcessBuilder program = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                "-Dorg.bytedeco.javacpp.maxBytes=0",
                "-Dorg.bytedeco.javacpp.cachedir=" + cache,
                "-cp",
                System.getProperty("java.class.path"),
                ShownFfmpeg.class.getName(),
                TestClips.h264().toString());
        program.environment().put("WATCHPOST_FFMPEG", own);
        Process process = program.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said.lines().toList();
    }
}
