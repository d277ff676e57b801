package watchpost.testkit.rtsp;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;
import watchpost.core.time.Ticker;
import watchpost.testkit.BundledClip;

/** Furnishes a {@link ClipCamera}. Not thread-safe. */
public final class ClipCameraBuilder {
    private record Entry(Optional<Path> clip, Duration offset) {}

    private final Map<String, Entry> mounts = new LinkedHashMap<>();
    private InetAddress address = InetAddress.getLoopbackAddress();
    private int port;
    private long seed = 1;
    private Optional<Path> clip = Optional.empty();
    private Optional<Double> framesPerSecond = Optional.empty();
    private Optional<String> user = Optional.empty();
    private String password = "";
    private Ticker ticker = System::nanoTime;
    private LongConsumer sent = nanos -> {};
    private ClipCamera.Scheme scheme = ClipCamera.Scheme.DIGEST;

    ClipCameraBuilder() {}

    /** 1..65535, or 0 (the default) for a free one. */
    public ClipCameraBuilder port(int number) {
        port = number;
        return this;
    }

    /** Where to listen; the loopback address unless set. */
    public ClipCameraBuilder address(InetAddress where) {
        address = where;
        return this;
    }

    /**
     * The file of the mounts that name none; the bundled clip unless set. Any container that FFmpeg reads, with H.264,
     * H.265 or baseline MJPEG (4:2:0 or 4:2:2, usual Huffman tables) inside.
     */
    public ClipCameraBuilder clip(Path file) {
        clip = Optional.of(file);
        return this;
    }

    /** Plays every file at this rate instead of its own. */
    public ClipCameraBuilder frameRate(double fps) {
        framesPerSecond = Optional.of(fps);
        return this;
    }

    /** A stream under {@code /name} that begins at the start of the clip. */
    public ClipCameraBuilder mount(String name) {
        return mount(name, Duration.ZERO);
    }

    /** A stream that is {@code offset} into the clip when the camera starts. */
    public ClipCameraBuilder mount(String name, Duration offset) {
        mounts.put(name, new Entry(Optional.empty(), offset));
        return this;
    }

    /** A stream of a file of its own. */
    public ClipCameraBuilder mount(String name, Path file, Duration offset) {
        mounts.put(name, new Entry(Optional.of(file), offset));
        return this;
    }

    /** Asks every client for these, by the digest scheme unless {@link #scheme} says otherwise. */
    public ClipCameraBuilder credentials(String userName, String secret) {
        user = Optional.of(userName);
        password = secret;
        return this;
    }

    public ClipCameraBuilder scheme(ClipCamera.Scheme how) {
        scheme = how;
        return this;
    }

    /** Hears, on the camera's thread, a reading of {@link System#nanoTime} just before each picture's last packet goes out. */
    public ClipCameraBuilder onPicture(LongConsumer listener) {
        sent = listener;
        return this;
    }

    /** The camera's own clock: one that stands still makes its pictures wait, and they go on where they were. Any thread reads it. */
    public ClipCameraBuilder ticker(Ticker clock) {
        ticker = clock;
        return this;
    }

    /** The seed of everything random: stream numbers, noise, lost packets. */
    public ClipCameraBuilder seed(long number) {
        seed = number;
        return this;
    }

    /**
     * Reads the clips and listens.
     *
     * @throws java.io.UncheckedIOException with one sentence if a file is unfit or the port is taken
     */
    public ClipCamera start() {
        if (mounts.isEmpty()) {
            throw new IllegalStateException("a clip camera needs a mount");
        }
        ClipCamera.Clips clips = new ClipCamera.Clips(framesPerSecond);
        Map<String, Mount> ready = new LinkedHashMap<>();
        long now = ticker.nanoTime();
        mounts.forEach((name, entry) -> {
            Path file = entry.clip().or(() -> clip).orElseGet(BundledClip::path);
            ready.put(
                    name,
                    new Mount(
                            name, clips.get(file), Playback.ticks(entry.offset().toNanos()), now));
        });
        Station station = new Station(
                Map.copyOf(ready),
                user.map(name -> new Gatekeeper(name, password, scheme)),
                new Faults(),
                new SplittableRandom(seed),
                ticker,
                sent);
        ClipCamera camera = new ClipCamera(address, port, station, user.map(name -> name + ":" + password), clips);
        camera.restart();
        return camera;
    }
}
