package watchpost.capture;

import java.util.Optional;
import watchpost.capture.ffmpeg.MediaException;
import watchpost.capture.ffmpeg.PacketSource;
import watchpost.capture.ffmpeg.VideoDecoder;
import watchpost.capture.supervise.Supervisor;
import watchpost.capture.supervise.Timer;

/** Reads and decodes one open connection or file until it ends. Used by the capture thread. */
final class StreamReader {
    /** How a reading ended that did not fail. */
    enum End {
        STOPPED,
        UDP_SILENT,
        STREAM_CHANGED,
        FILE_ENDED
    }

    private final CameraContext camera;
    private final FrameLine line;
    private final PacketSource input;
    private final VideoDecoder decoder;
    private final Opener opener;
    private final Supervisor supervisor;

    private boolean anyBytes;
    private long openedAt;

    StreamReader(CameraContext camera, FrameLine line, PacketSource input, VideoDecoder decoder, Opener opener) {
        this.camera = camera;
        this.line = line;
        this.input = input;
        this.decoder = decoder;
        this.opener = opener;
        this.supervisor = camera.supervisor();
    }

    /** Reads until the camera is closed, the file ends, or a failure is thrown. */
    End run() throws CaptureException, InterruptedException {
        openedAt = camera.ticker().nanoTime();
        supervisor.opened(openedAt);
        camera.guard().noDeadline();
        line.reconnected();
        try (Decoding decoding = new Decoding(camera, line, input, decoder)) {
            while (!camera.guard().stopped()) {
                Optional<End> end = camera.source().live() ? stepLive(decoding) : stepFile(decoding);
                if (end.isPresent()) {
                    return end.get();
                }
            }
            return End.STOPPED;
        }
    }

    private Optional<End> stepLive(Decoding decoding) throws CaptureException, InterruptedException {
        camera.guard().deadline(waitsForUdp() ? earlier(udpDeadline(), supervisor.deadline()) : supervisor.deadline());
        boolean more;
        try {
            more = input.read();
        } catch (MediaException e) {
            return Optional.of(endOf(e));
        }
        long now = camera.ticker().nanoTime();
        if (!more && camera.guard().stopped()) {
            return Optional.of(End.STOPPED);
        }
        if (!more) {
            throw Sentences.ended(camera.source());
        }
        anyBytes = true;
        supervisor.bytes(now);
        camera.counters().bytes.add(input.packetBytes());
        if (input.isVideo()) {
            decoding.packet(now);
        }
        Optional<Timer> expired = supervisor.expired(camera.ticker().nanoTime());
        if (expired.isPresent()) {
            throw expired(expired.get());
        }
        return Optional.empty();
    }

    /** What a failed read means: the camera was closed, a timer ran out, or the connection broke. */
    private End endOf(MediaException failure) throws CaptureException {
        long now = camera.ticker().nanoTime();
        if (camera.guard().stopped()) {
            return End.STOPPED;
        }
        if (waitsForUdp() && now - udpDeadline() >= 0) {
            return End.UDP_SILENT;
        }
        if (failure.reason() == MediaException.Reason.STREAM_CHANGED && supervisor.streaming()) {
            return End.STREAM_CHANGED;
        }
        Optional<Timer> expired = supervisor.expired(now);
        throw expired.isPresent() ? expired(expired.get()) : Sentences.lost(camera.source(), failure);
    }

    private CaptureException expired(Timer timer) {
        if (timer == Timer.FIRST_PICTURE) {
            opener.noPictureCame();
        }
        Timers timers = camera.settings().timers();
        long millis =
                switch (timer) {
                    case BYTES -> Math.min(timers.bytes().toMillis(), supervisor.pictureLimitMillis());
                    case FIRST_PICTURE -> timers.firstPicture().toMillis();
                    case PICTURE -> supervisor.pictureLimitMillis();
                };
        return Sentences.expired(camera.source(), timer, millis, opener.tried());
    }

    private boolean waitsForUdp() {
        return !anyBytes && opener.mayTurnToTcp();
    }

    private long udpDeadline() {
        return openedAt + camera.settings().timers().udpSilence().toNanos();
    }

    private Optional<End> stepFile(Decoding decoding) throws CaptureException, InterruptedException {
        try {
            if (input.read()) {
                if (input.isVideo()) {
                    camera.counters().bytes.add(input.packetBytes());
                    decoding.packet(camera.ticker().nanoTime());
                }
                return Optional.empty();
            }
            decoding.end();
            if (!camera.settings().playback().loop()) {
                return Optional.of(End.FILE_ENDED);
            }
            decoding.again();
            input.rewind();
            return Optional.empty();
        } catch (MediaException e) {
            throw Sentences.file(camera.source().subject(), e);
        }
    }

    private static long earlier(long a, long b) {
        return a - b < 0 ? a : b;
    }
}
