package watchpost.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import watchpost.testkit.BundledClip;
import watchpost.testkit.Peers;

/** The first fifteen seconds of the bundled clip, in which seven people cross the line of docs/checks/vtest-line.md. */
final class ClipCut {
    private ClipCut() {}

    static Path into(Path folder) throws Exception {
        Path cut = folder.resolve("cut.mp4");
        Process ffmpeg = new ProcessBuilder(
                        Peers.ffmpeg().toString(),
                        "-v",
                        "error",
                        "-i",
                        BundledClip.path().toString(),
                        "-c",
                        "copy",
                        "-frames:v",
                        "150",
                        cut.toString())
                .inheritIO()
                .start();
        assertEquals(0, ffmpeg.waitFor(), "ffmpeg");
        return cut;
    }
}
