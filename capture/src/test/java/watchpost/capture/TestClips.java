package watchpost.capture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.javacpp.Loader;
import watchpost.core.geometry.Letterbox;
import watchpost.core.geometry.Size;
import watchpost.core.vision.FrameShape;
import watchpost.core.vision.PixelOrder;
import watchpost.testkit.Peers;

/** Small clips and pictures, made by the ffmpeg program that comes with the library and kept in the build folder. */
public final class TestClips {
    /** A model's input like that of the built-in one, with a margin that no picture has. */
    static final FrameShape SHAPE = new FrameShape(new Size(416, 416), PixelOrder.BGR, Letterbox.Fit.CENTRED, 0x0A141E);

    private static final Path FOLDER = Path.of("target", "test-clips").toAbsolutePath();

    private TestClips() {}

    /** 30 pictures of 640x360 at 15 fps, H.264 in MP4, a key frame each second. */
    public static Path h264() {
        return clip("small.mp4", "testsrc2=size=640x360:rate=15:duration=2", "-c:v", "libopenh264", "-g", "15");
    }

    /** The same with pictures of 320x240. */
    public static Path smallerH264() {
        return clip("smaller.mp4", "testsrc2=size=320x240:rate=15:duration=2", "-c:v", "libopenh264", "-g", "15");
    }

    /** 20 pictures of 320x240 at 10 fps, MS-MPEG4 in AVI. */
    static Path msMpeg4() {
        return clip("old.avi", "testsrc2=size=320x240:rate=10:duration=2", "-c:v", "msmpeg4");
    }

    /** 20 pictures of 320x240 at 10 fps, MJPEG in AVI. */
    static Path mjpeg() {
        return clip("jpegs.avi", "testsrc2=size=320x240:rate=10:duration=2", "-c:v", "mjpeg");
    }

    /** 30 pictures of 640x360 at 15 fps, MJPEG as RTP can carry it, in AVI. */
    static Path mjpegForRtp() {
        return clip(
                "jpegs-for-rtp.avi",
                "testsrc2=size=640x360:rate=15:duration=2",
                "-c:v",
                "mjpeg",
                "-huffman",
                "default",
                "-pix_fmt",
                "yuvj420p");
    }

    /** 30 pictures of 640x360 at 15 fps, H.265 in MP4, a key frame each second; skips the test without the system's ffmpeg. */
    static Path h265() {
        String program = Peers.ffmpeg().toString();
        return make(
                program,
                "small-h265.mp4",
                List.of(
                        "-f",
                        "lavfi",
                        "-i",
                        "testsrc2=size=640x360:rate=15:duration=2",
                        "-c:v",
                        "libx265",
                        "-x265-params",
                        "log-level=none:keyint=15:bframes=0"));
    }

    /** 100 noisy pictures of 1280x720 at 25 fps, H.264 as a camera sends it. */
    public static Path noisy720() {
        return clip(
                "noisy720.mp4",
                "testsrc2=size=1280x720:rate=25:duration=4,noise=alls=8:allf=t",
                "-c:v",
                "libopenh264",
                "-b:v",
                "3M",
                "-g",
                "50");
    }

    /** 100 pictures of 320x240 at 25 fps in one colour, H.264 as a camera sends it. */
    public static Path green() {
        return clip("green.mp4", "color=c=0x008700:size=320x240:rate=25:duration=4", "-c:v", "libopenh264", "-g", "50");
    }

    /** 10 pictures of 640x360 with a white rectangle on grey, H.264. */
    public static Path still() {
        return rectangle("still.mp4", new Size(640, 360), 0, 0, 320, 360);
    }

    /** Five pictures of 320x240, each pixel in two bytes, in AVI. */
    public static Path barePixels() {
        return clip(
                "bare.avi", "testsrc2=size=320x240:rate=15:duration=0.33", "-c:v", "rawvideo", "-pix_fmt", "yuyv422");
    }

    /** 640x360 at 15 fps, a key frame a second: a noisy scene in which from 9.4 s on a square crosses, until the end at 12 s. */
    static Path stillThenMoving() {
        return clip(
                "still-then-moving.mp4",
                "color=c=0x606060:size=640x360:rate=15:duration=12[grey];color=c=white:size=60x60:rate=15:duration=12[square];"
                        + "[grey][square]overlay=x='if(gte(t,9.4),(t-9.4)*200,-100)':y=150,noise=alls=4:allf=t",
                "-c:v",
                "libopenh264",
                "-b:v",
                "1M",
                "-g",
                "15");
    }

    /** 100 pictures of 1920x1080 at 25 fps that show nothing but noise, H.264 as a camera sends it. */
    static Path still1080() {
        return clip(
                "still1080.mp4",
                "color=c=0x606060:size=1920x1080:rate=25:duration=4,noise=alls=6:allf=t",
                "-c:v",
                "libopenh264",
                "-b:v",
                "4M",
                "-g",
                "50");
    }

    /** A tone of one second, no video. */
    static Path soundOnly() {
        return make("tone.wav", List.of("-f", "lavfi", "-i", "sine=frequency=440:duration=1"));
    }

    /** One second of 640x360, then one of 320x240, as one H.264 stream. */
    static Path changingSize() {
        Path large = clip("part1.h264", "testsrc2=size=640x360:rate=15:duration=1", "-c:v", "libopenh264");
        Path small = clip("part2.h264", "testsrc2=size=320x240:rate=15:duration=1", "-c:v", "libopenh264");
        Path both = FOLDER.resolve("changing.h264");
        try {
            byte[] first = Files.readAllBytes(large);
            byte[] second = Files.readAllBytes(small);
            byte[] all = new byte[first.length + second.length];
            System.arraycopy(first, 0, all, 0, first.length);
            System.arraycopy(second, 0, all, first.length, second.length);
            return Files.write(both, all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A grey picture with one white rectangle, as a still or, with {@code .mp4}, as a clip of ten pictures. */
    static Path rectangle(String name, Size size, int x, int y, int width, int height) {
        String source = "color=c=0x404040:size=" + size + ":rate=10:duration=1,drawbox=x=" + x + ":y=" + y + ":w="
                + width + ":h=" + height + ":color=white:t=fill";
        List<String> options = name.endsWith(".mp4")
                ? List.of("-c:v", "libopenh264", "-b:v", "4M")
                : List.of("-frames:v", "1", "-q:v", "2");
        return clip(name, source, options.toArray(String[]::new));
    }

    /** One still of one colour, given as 0xRRGGBB. */
    static Path colour(String name, Size size, String colour) {
        return clip(name, "color=c=" + colour + ":size=" + size + ",format=rgb24", "-frames:v", "1");
    }

    private static Path clip(String name, String source, String... options) {
        List<String> arguments = new ArrayList<>(List.of("-f", "lavfi", "-i", source));
        arguments.addAll(List.of(options));
        return make(name, arguments);
    }

    private static Path make(String name, List<String> arguments) {
        return make(Loader.load(ffmpeg.class), name, arguments);
    }

    private static synchronized Path make(String program, String name, List<String> arguments) {
        Path file = FOLDER.resolve(name);
        if (Files.exists(file)) {
            return file;
        }
        try {
            Files.createDirectories(FOLDER);
            Path unfinished = FOLDER.resolve("unfinished-" + name);
            List<String> command = new ArrayList<>(List.of(program, "-v", "error", "-y"));
            command.addAll(arguments);
            command.add(unfinished.toString());
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("ffmpeg could not make " + name + ": " + said);
            }
            return Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
