package watchpost.capture;

import java.util.concurrent.TimeUnit;
import watchpost.capture.ffmpeg.DecoderWish;
import watchpost.capture.ffmpeg.MediaException;
import watchpost.capture.ffmpeg.PacketSource;
import watchpost.capture.ffmpeg.VideoDecoder;
import watchpost.capture.supervise.Supervisor;
import watchpost.core.event.CameraState;

/**
 * The life of one camera: open, read, wait, again. The only place that decides to retry. Runs on the camera's thread until the camera
 * is closed or its source is over for good.
 */
final class CaptureLoop {
    private static final System.Logger LOG = System.getLogger("watchpost.capture");
    /** An opening may take so long while other cameras wait for theirs, so that 64 dead ones have been tried within a minute. */
    private static final long WHILE_OTHERS_WAIT = 3_000_000_000L;

    private static final long AT_ONCE = 0;
    private static final long NEVER = Long.MAX_VALUE;

    private final CameraContext camera;
    private final OpenGate gate;
    private final Opener opener;
    private final FrameLine line;
    private final Supervisor supervisor;
    private final DecoderWish wish;

    CaptureLoop(CameraContext camera, OpenGate gate, FrameLine line) {
        this.camera = camera;
        this.gate = gate;
        this.line = line;
        this.supervisor = camera.supervisor();
        CameraSettings settings = camera.settings();
        this.opener = Opener.of(camera.source(), settings, camera.ticker());
        this.wish = new DecoderWish(
                settings.decode().deblocking(),
                settings.decode().decoders(),
                new DecoderReport(
                        camera.source().subject(), settings.decode().decoders().asked(), camera.counters()));
    }

    /** Returns when the camera is closed. */
    void run() throws InterruptedException {
        publish();
        boolean stopping = false;
        while (!stopping) {
            long wait = attempt();
            stopping = camera.guard().stopped() || camera.stopping().await(wait, TimeUnit.NANOSECONDS);
        }
    }

    /** One connection from open to end; returns the wait before the next. */
    private long attempt() throws InterruptedException {
        try (PacketSource input = open();
                VideoDecoder decoder = decoder(input)) {
            StreamReader.End end = new StreamReader(camera, line, input, decoder, opener).run();
            return switch (end) {
                case STOPPED, STREAM_CHANGED -> AT_ONCE;
                case UDP_SILENT -> {
                    opener.udpIsSilent();
                    yield AT_ONCE;
                }
                case FILE_ENDED -> {
                    supervisor.disabled(
                            camera.source().subject() + ": " + camera.source().shown() + " has ended.");
                    publish();
                    yield NEVER;
                }
            };
        } catch (CaptureException e) {
            return failed(e);
        } catch (RuntimeException | OutOfMemoryError e) {
            // this camera's failure stays its own: the thread lives, and somebody reads the log
            LOG.log(System.Logger.Level.ERROR, camera.source().subject() + ": an error inside capture", e);
            return failed(new CaptureException(
                    CaptureException.Kind.INTERNAL,
                    camera.source().subject() + ": an error inside capture (" + e + "); see the log.",
                    e));
        }
    }

    private PacketSource open() throws CaptureException, InterruptedException {
        // a name that nobody answers for takes seconds, and no place at the gate
        opener.findHost();
        OpenGate.Pass pass = gate.enter(supervisor.failures() > 0);
        try {
            long now = camera.ticker().nanoTime();
            supervisor.opening(now);
            long patience = supervisor.deadline() - now;
            camera.guard().deadline(now + (gate.crowded() ? Math.min(patience, WHILE_OTHERS_WAIT) : patience));
            return opener.open(camera.guard());
        } finally {
            pass.leave();
        }
    }

    private VideoDecoder decoder(PacketSource input) throws CaptureException {
        try {
            return input.newDecoder(wish);
        } catch (MediaException e) {
            throw Sentences.opening(camera.source(), opener.tried(), e);
        }
    }

    private long failed(CaptureException failure) {
        if (camera.guard().stopped()) {
            return AT_ONCE;
        }
        camera.counters().failures.increment();
        String sentence = failure.getMessage();
        if (failure.kind() == CaptureException.Kind.INVALID_URL) {
            supervisor.disabled(sentence);
            publish();
            return NEVER;
        }
        long wait = supervisor.failed(failure.kind() == CaptureException.Kind.CREDENTIALS_REFUSED, sentence);
        publish();
        return wait;
    }

    private void publish() {
        CameraState state = supervisor.state();
        camera.board().publish(state, supervisor.reason(), 0, 0);
    }
}
