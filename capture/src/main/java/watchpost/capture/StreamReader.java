package watchpost.capture;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import watchpost.capture.ffmpeg.DecodedPicture;
import watchpost.capture.ffmpeg.MediaException;
import watchpost.capture.ffmpeg.PacketSource;
import watchpost.capture.ffmpeg.VideoDecoder;
import watchpost.capture.ring.PacketRing;
import watchpost.capture.supervise.Supervisor;
import watchpost.capture.supervise.Timer;
import watchpost.capture.time.RateMeter;
import watchpost.capture.time.SenderClock;

/** Reads and decodes one open connection or file until it ends. Used by the capture thread. */
final class StreamReader {
    /** How a reading ended that did not fail. */
    enum End {
        STOPPED,
        UDP_SILENT,
        STREAM_CHANGED,
        FILE_ENDED
    }

    private static final long RATES_EVERY_NANOS = 5_000_000_000L;
    /** Before the first key frame these codecs give grey pictures or none. */
    private static final Set<String> NEED_KEY_FRAME = Set.of("h264", "hevc");

    private final CameraContext camera;
    private final FrameLine line;
    private final PacketSource input;
    private final VideoDecoder decoder;
    private final Opener opener;
    private final Supervisor supervisor;
    private final DecodedPicture picture = new DecodedPicture();
    private final SenderClock sender = new SenderClock();
    private final RateMeter decodedRate = new RateMeter();
    private final FilePace pace;

    private boolean begun;
    private boolean keyFrameShown;
    private boolean anyBytes;
    private long openedAt;
    private long ratesDue;

    StreamReader(CameraContext camera, FrameLine line, PacketSource input, VideoDecoder decoder, Opener opener) {
        this.camera = camera;
        this.line = line;
        this.input = input;
        this.decoder = decoder;
        this.opener = opener;
        this.supervisor = camera.supervisor();
        this.begun = !NEED_KEY_FRAME.contains(input.info().codec());
        this.pace = new FilePace(input.info().frameNanos());
    }

    /** Reads until the camera is closed, the file ends, or a failure is thrown. */
    End run() throws CaptureException, InterruptedException {
        openedAt = camera.ticker().nanoTime();
        ratesDue = openedAt + RATES_EVERY_NANOS;
        supervisor.opened(openedAt);
        camera.guard().noDeadline();
        line.reconnected();
        try (picture) {
            while (!camera.guard().stopped()) {
                Optional<End> end = camera.source().live() ? stepLive() : stepFile();
                if (end.isPresent()) {
                    return end.get();
                }
            }
            return End.STOPPED;
        }
    }

    private Optional<End> stepLive() throws CaptureException, InterruptedException {
        camera.guard().deadline(waitsForUdp() ? earlier(udpDeadline(), supervisor.deadline()) : supervisor.deadline());
        boolean more;
        try {
            more = input.read();
        } catch (MediaException e) {
            return Optional.of(endOf(e));
        }
        long now = camera.ticker().nanoTime();
        if (!more) {
            throw Sentences.ended(camera.source());
        }
        anyBytes = true;
        supervisor.bytes(now);
        camera.counters().bytes.add(input.packetBytes());
        if (input.isVideo()) {
            decode(now);
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

    private Optional<End> stepFile() throws CaptureException, InterruptedException {
        try {
            if (input.read()) {
                if (input.isVideo()) {
                    camera.counters().bytes.add(input.packetBytes());
                    decode(camera.ticker().nanoTime());
                }
                return Optional.empty();
            }
            decoder.drain();
            receiveAll(camera.ticker().nanoTime());
            if (!camera.settings().loop()) {
                return Optional.of(End.FILE_ENDED);
            }
            if (!pace.again()) {
                throw Sentences.noPictures(camera.source());
            }
            decoder.flush();
            input.rewind();
            return Optional.empty();
        } catch (MediaException e) {
            throw Sentences.file(camera.source().subject(), e);
        }
    }

    private void decode(long now) throws CaptureException, InterruptedException {
        OptionalLong stamp = input.packetNanos();
        OptionalLong micros = input.senderMicros();
        if (stamp.isPresent() && micros.isPresent()) {
            sender.heard(stamp.getAsLong(), micros.getAsLong());
        }
        if (!begun && !input.isKeyFrame()) {
            return;
        }
        begun = true;
        keep(stamp, now);
        boolean keyFramesOnly = camera.settings().decode() == DecodeMode.KEYFRAMES;
        if (keyFramesOnly && !input.isKeyFrame()) {
            skip(stamp, now);
            return;
        }
        try {
            keyFrameShown = false;
            if (!input.sendTo(decoder)) {
                camera.counters().damaged.increment();
            }
            receiveAll(now);
            if (keyFramesOnly) {
                decoder.drain(); // it would hold the picture back for others to be shown before it
                receiveAll(now);
                decoder.flush();
            }
        } catch (MediaException e) {
            throw Sentences.lost(camera.source(), e);
        }
    }

    /** The picture is left out; that it came says that the camera is well, if the last key frame could be decoded. */
    private void skip(OptionalLong stamp, long now) throws InterruptedException {
        camera.counters().skipped.increment();
        if (keyFrameShown) {
            supervisor.picture(now);
        }
        if (!camera.source().live()) {
            pace.place(stamp);
            waitForPace();
        }
    }

    /** Waits until the place in the file is due; false if the camera is closed meanwhile. */
    private boolean waitForPace() throws InterruptedException {
        long now = camera.ticker().nanoTime();
        long wait = pace.due(now) - now;
        return wait <= 0 || !camera.stopping().await(wait, TimeUnit.NANOSECONDS);
    }

    /** Into the ring, with its place on the camera's timeline. */
    private void keep(OptionalLong stamp, long now) {
        PacketRing ring = camera.ring();
        if (ring.keeps()) {
            OptionalLong placed = camera.source().live() ? stamp : OptionalLong.of(pace.preview(stamp));
            ring.add(input.packetData(), stamp, line.positionOf(placed, now), now, input.isKeyFrame(), input.format());
        }
    }

    private void receiveAll(long now) throws MediaException, InterruptedException {
        while (decoder.receive(picture)) {
            deliver(now);
        }
        if (decoder.wasDamaged()) {
            camera.counters().damaged.increment();
        }
    }

    private void deliver(long packetArrival) throws MediaException, InterruptedException {
        OptionalLong stamp = picture.nanos();
        long arrival = packetArrival;
        if (!camera.source().live()) {
            stamp = OptionalLong.of(pace.place(stamp));
            if (!waitForPace()) {
                return;
            }
            arrival = camera.ticker().nanoTime();
        }
        camera.counters().decoded.increment();
        keyFrameShown = true;
        if (picture.isCorrupt()) {
            camera.counters().damaged.increment();
        }
        boolean first = !supervisor.streaming();
        if (first && stamp.isEmpty()) {
            // FFmpeg's parser loses the stamp of a session's first picture, and sessions begin at 0
            stamp = OptionalLong.of(0);
        }
        supervisor.picture(arrival);
        camera.ring().size(picture.size());
        decodedRate.mark(arrival);
        line.accept(picture, stamp, arrival, sender.at(stamp));
        if (first) {
            camera.counters().connections.increment();
        }
        boolean sceneChanged = camera.source().live()
                && supervisor.scene(Scenes.state(line.scene()), Scenes.sentence(camera.source(), line.scene()));
        if (first || sceneChanged || arrival - ratesDue >= 0) {
            ratesDue = arrival + RATES_EVERY_NANOS;
            camera.board()
                    .publish(
                            supervisor.state(),
                            supervisor.reason(),
                            decodedRate.perSecond(arrival),
                            line.analysedFps(arrival));
        }
    }

    private static long earlier(long a, long b) {
        return a - b < 0 ? a : b;
    }
}
