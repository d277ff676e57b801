package watchpost.daemon.box;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import watchpost.capture.Camera;
import watchpost.capture.CameraCounters;
import watchpost.capture.CameraSettings;
import watchpost.capture.FfmpegRuntime;
import watchpost.capture.OpenGate;
import watchpost.capture.ffmpeg.DecoderKind;
import watchpost.config.CameraConfig;
import watchpost.core.event.CameraStatus;
import watchpost.core.id.CameraId;
import watchpost.core.port.CameraStatusSink;
import watchpost.core.port.FrameSink;
import watchpost.core.vision.FrameShape;

/** All cameras of the box. Any thread. */
final class Cameras implements AutoCloseable {
    private static final int OPEN_AT_ONCE = 4;
    /** A third of the heap may hold recent video. */
    private static final int RECENT_VIDEO = 3;

    private final Map<CameraId, Camera> cameras = new LinkedHashMap<>();

    private Cameras() {}

    /** Starts every camera; each connects on its own thread, and none that fails keeps another from starting. */
    static Cameras start(List<CameraConfig> configs, FrameShape shape, FrameSink frames, CameraStatusSink statuses) {
        FfmpegRuntime.load();
        Cameras cameras = new Cameras();
        OpenGate gate = new OpenGate(OPEN_AT_ONCE);
        long share = Runtime.getRuntime().maxMemory() / RECENT_VIDEO / Math.max(1, configs.size());
        for (CameraConfig config : configs) {
            CameraSettings settings = Mapping.camera(config, shape, share);
            cameras.cameras.put(
                    config.id(),
                    new Camera(settings, frames, statuses, gate, System::nanoTime, InstantSource.system()));
        }
        cameras.cameras.values().forEach(Camera::start);
        return cameras;
    }

    Optional<Camera> camera(CameraId id) {
        return Optional.ofNullable(cameras.get(id));
    }

    List<CameraId> ids() {
        return List.copyOf(cameras.keySet());
    }

    /** @throws NullPointerException if there is no such camera */
    CameraStatus status(CameraId id) {
        return Objects.requireNonNull(cameras.get(id)).status();
    }

    List<CameraStatus> statuses() {
        return cameras.values().stream().map(Camera::status).toList();
    }

    /** @throws NullPointerException if there is no such camera */
    CameraCounters counters(CameraId id) {
        return Objects.requireNonNull(cameras.get(id)).counters();
    }

    /** @throws NullPointerException if there is no such camera */
    DecoderKind decoder(CameraId id) {
        return Objects.requireNonNull(cameras.get(id)).decoder();
    }

    /** Frames that are out now, over all cameras. */
    int openLeases() {
        return cameras.values().stream()
                .mapToInt(camera -> camera.counters().openLeases())
                .sum();
    }

    /** Stops all cameras at the same time. */
    @Override
    public void close() {
        List<Thread> stoppers = cameras.values().stream()
                .map(camera -> new Thread(camera::close, "stop-camera"))
                .toList();
        stoppers.forEach(Thread::start);
        for (Thread stopper : stoppers) {
            try {
                stopper.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
