package watchpost.testkit.rtsp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An RTSP camera that plays a video file for ever, over TCP and UDP, to any number of clients, and misbehaves on command. Each mount
 * runs on the camera's own timeline, as if it were live; a client gets pictures from the last key picture on, in real time, with
 * timestamps that grow over the end of the clip. All methods may be called from any thread.
 */
public final class ClipCamera implements AutoCloseable {
    /** How the camera asks for credentials. */
    public enum Scheme {
        BASIC,
        DIGEST
    }

    private final InetAddress address;
    private final Station station;
    private final Optional<String> userInfo;
    private final Clips clips;
    private final AtomicInteger accepted = new AtomicInteger();
    private int port;
    private @Nullable CameraLoop loop;

    ClipCamera(InetAddress address, int port, Station station, Optional<String> userInfo, Clips clips) {
        this.address = address;
        this.port = port;
        this.station = station;
        this.userInfo = userInfo;
        this.clips = clips;
    }

    /** A camera to be furnished: at least one mount is needed. */
    public static ClipCameraBuilder builder() {
        return new ClipCameraBuilder();
    }

    /** The port, the same one after each restart. */
    public synchronized int port() {
        return port;
    }

    /** {@code rtsp://127.0.0.1:port/mount}, without credentials. */
    public String url(String mount) {
        return "rtsp://" + address.getHostAddress() + ":" + port() + "/"
                + find(mount).name();
    }

    /** The URL with the camera's user name and password in it, where it has any. */
    public String urlWithCredentials(String mount) {
        return userInfo.map(info -> url(mount).replaceFirst("://", "://" + info + "@"))
                .orElseGet(() -> url(mount));
    }

    /** Goes silent: connections stay open, new ones are accepted, and nothing is sent or answered any more. */
    public void freeze() {
        station.faults().frozen = true;
        wakeUp();
    }

    /** Ends {@link #freeze()}: goes on at the next key picture, with the timestamps of now. */
    public void resume() {
        station.faults().frozen = false;
        wakeUp();
    }

    /** While {@code on}, sends well-formed packets that no decoder can make a picture of. */
    public void garbage(boolean on) {
        station.faults().garbage = on;
    }

    /** Loses a fraction of the RTP packets, 0..1, chosen by the camera's seed. */
    public void packetLoss(double fraction) {
        station.faults().packetLoss = fraction;
    }

    /** Flips one bit in a fraction of the RTP packets, 0..1, chosen by the camera's seed. */
    public void flipBits(double fraction) {
        station.faults().flippedBits = fraction;
    }

    /** Puts a packet of random bytes behind a fraction of the RTP packets, 0..1. */
    public void noise(double fraction) {
        station.faults().noise = fraction;
    }

    /** While {@code on}, sends the same picture again and again, as a camera whose sensor hangs. */
    public void still(boolean on) {
        station.faults().still = on;
    }

    /** Sends the next picture with a unit of 12 MB in it, once for each client. */
    public void giantUnit() {
        station.faults().giants.addAndGet(Math.max(1, clients()));
    }

    /** The timestamps of the stream jump back by {@code howFar}, as when a camera sets its clock. */
    public void jumpBack(Duration howFar) {
        station.faults().clockShift.addAndGet(-Playback.ticks(howFar.toNanos()));
    }

    /** While {@code on}, whoever asks is refused with 401, whatever the password. */
    public void deny(boolean on) {
        station.faults().denying = on;
    }

    /** Describes every stream with this text instead of the true session description; empty for the truth. */
    public void describeAs(String text) {
        station.faults().description = text;
    }

    /** Ends all faults; the connections stay as they are. */
    public void heal() {
        Faults faults = station.faults();
        faults.garbage = false;
        faults.refusing = false;
        faults.denying = false;
        faults.still = false;
        faults.packetLoss = 0;
        faults.flippedBits = 0;
        faults.noise = 0;
        faults.description = "";
        faults.giants.set(0);
        resume();
    }

    /** While {@code on}, every new connection is closed at once; those that are there go on. */
    public void refuse(boolean on) {
        station.faults().refusing = on;
    }

    /** Closes every connection; clients may come back. Returns when it is done. */
    public void dropConnections() {
        CameraLoop running = loop();
        if (running != null) {
            running.dropConnections();
        }
    }

    /**
     * Changes what a mount shows, from the next picture on, as when a camera is set to another resolution or
     * codec. A client that was told the old codec gets packets of the new one, under another payload type.
     *
     * @throws UncheckedIOException if the file is missing or is no fit video
     */
    public void play(String mount, Path clip) {
        find(mount).play(clips.get(clip));
    }

    /** The same at another frame rate than the file's own; what plays already goes on where it is. */
    public void play(String mount, Path clip, double framesPerSecond) {
        find(mount).play(clips.get(clip).at(framesPerSecond));
    }

    /** How many clients are being sent pictures now. */
    public int clients() {
        CameraLoop running = loop();
        return running == null ? 0 : running.playing();
    }

    /** How many connections there have been so far, refused ones included. */
    public int connectionsSoFar() {
        return accepted.get();
    }

    /** Closes everything and stops listening; the port stays this camera's. Does nothing when stopped. */
    public synchronized void stop() {
        if (loop != null) {
            loop.stop();
            loop = null;
        }
    }

    /**
     * Listens again, on the same port; does nothing while running.
     *
     * @throws UncheckedIOException if somebody has taken the port
     */
    public synchronized void restart() {
        if (loop != null) {
            return;
        }
        try {
            CameraLoop fresh = new CameraLoop(new InetSocketAddress(address, port), station, accepted);
            port = fresh.port();
            loop = fresh;
            fresh.start();
        } catch (IOException e) {
            throw new UncheckedIOException("the clip camera cannot listen on port " + port + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        stop();
    }

    private synchronized @Nullable CameraLoop loop() {
        return loop;
    }

    private void wakeUp() {
        CameraLoop running = loop();
        if (running != null) {
            running.wakeUp();
        }
    }

    private Mount find(String name) {
        Mount mount = station.mounts().get(name);
        if (mount == null) {
            throw new NoSuchElementException("no mount '" + name + "', there are: "
                    + String.join(", ", station.mounts().keySet()));
        }
        return mount;
    }

    /** The files in memory, each read once. */
    static final class Clips {
        private final Map<Path, Clip> read = new ConcurrentHashMap<>();
        private final Optional<Double> framesPerSecond;

        Clips(Optional<Double> framesPerSecond) {
            this.framesPerSecond = framesPerSecond;
        }

        Clip get(Path file) {
            return read.computeIfAbsent(file, this::read);
        }

        private Clip read(Path file) {
            try {
                Clip clip = ClipReader.read(file);
                return framesPerSecond.map(clip::at).orElse(clip);
            } catch (IOException e) {
                throw new UncheckedIOException(e.getMessage(), e);
            }
        }
    }
}
