package watchpost.capture;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import watchpost.capture.ffmpeg.LibrariesRefusedException;
import watchpost.core.id.CameraId;
import watchpost.core.vision.Frame;

/** A program for {@link OwnFfmpegTest}: says which FFmpeg it loaded, or why none. */
final class ShownFfmpeg {
    private ShownFfmpeg() {}

    public static void main(String[] arguments) {
        FfmpegRuntime.prepare();
        try {
            FfmpegRuntime runtime = FfmpegRuntime.inspect();
            System.out.println(
                    (runtime.bundled() ? "bundled " : "own ") + runtime.file().orElseThrow());
            try (VideoFile clip =
                    VideoFile.open(Path.of(arguments[0]), new CameraId("gate"), TestClips.SHAPE, 0, Instant.EPOCH)) {
                int pictures = 0;
                Optional<Frame> frame = clip.next();
                while (frame.isPresent()) {
                    frame.get().close();
                    pictures++;
                    frame = clip.next();
                }
                System.out.println(pictures + " pictures");
            }
        } catch (LibrariesRefusedException | CaptureException e) {
            System.out.println(e.getMessage());
        }
    }
}
