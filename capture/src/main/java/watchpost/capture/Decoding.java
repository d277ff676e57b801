package watchpost.capture;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import watchpost.capture.PictureTimes.Look;
import watchpost.capture.demand.DecodePlan;
import watchpost.capture.demand.DecodePlan.Step;
import watchpost.capture.ffmpeg.DecodedPicture;
import watchpost.capture.ffmpeg.MediaException;
import watchpost.capture.ffmpeg.PacketSource;
import watchpost.capture.ffmpeg.VideoDecoder;
import watchpost.capture.ring.EncodedPacket;
import watchpost.capture.ring.PacketRing;
import watchpost.capture.supervise.Supervisor;
import watchpost.capture.time.RateMeter;
import watchpost.capture.time.SenderClock;

/**
 * The packets of one connection or file to pictures for the {@link FrameLine}, as far as the {@link DecodePlan} wants them. When
 * something moves while only key frames were looked at, the packets since the last one are decoded from the ring; the frames that come
 * of it wait for the detector, so that none is lost, while the reading goes on. Used by the capture thread.
 */
final class Decoding implements AutoCloseable {
    private static final long RATES_EVERY_NANOS = 5_000_000_000L;
    /** Before the first key frame these codecs give grey pictures or none. */
    private static final Set<String> NEED_KEY_FRAME = Set.of("h264", "hevc");
    /** So long a camera that goes back may keep its connection waiting, for each packet. */
    private static final long PATIENCE_NANOS = 20_000_000L;
    /** A detector that lets a camera fall further back than this has no time for going back. */
    private static final long FURTHEST_BACK_NANOS = 6_000_000_000L;

    private final CameraContext camera;
    private final FrameLine line;
    private final PacketSource input;
    private final VideoDecoder decoder;
    private final Supervisor supervisor;
    private final DecodePlan plan;
    private final KeyFrameWatch keyFrames;
    private final DecodedPicture picture = new DecodedPicture();
    private final SenderClock sender = new SenderClock();
    private final RateMeter decodedRate = new RateMeter();
    private final FilePace pace;
    /** What is still to be decoded of what was gone back for, oldest first. */
    private final Deque<EncodedPacket> backlog = new ArrayDeque<>();

    private boolean begun;
    private boolean keyFrameShown;
    /** The next picture was handed on before. */
    private boolean repeated;

    private long ratesDue;

    Decoding(CameraContext camera, FrameLine line, PacketSource input, VideoDecoder decoder) {
        this.camera = camera;
        this.line = line;
        this.input = input;
        this.decoder = decoder;
        this.supervisor = camera.supervisor();
        this.plan = new DecodePlan(camera.settings().decode().mode(), camera.attention());
        this.keyFrames = new KeyFrameWatch(camera.attention());
        this.begun = !NEED_KEY_FRAME.contains(input.info().codec());
        this.pace = new FilePace(input.info().frameNanos());
        this.ratesDue = camera.ticker().nanoTime() + RATES_EVERY_NANOS;
        camera.attention().takeBack(); // there is no way back over the end of a connection
    }

    /** Takes the packet that the input read last. */
    void packet(long now) throws CaptureException, InterruptedException {
        OptionalLong stamp = input.packetNanos();
        OptionalLong micros = input.senderMicros();
        if (stamp.isPresent() && micros.isPresent()) {
            sender.heard(stamp.getAsLong(), micros.getAsLong());
        }
        if (!begun && !input.isKeyFrame()) {
            return;
        }
        begun = true;
        Optional<EncodedPacket> kept = keep(stamp, now);
        Step step = plan.next(input.isKeyFrame(), input.packetLength(), now, line.overloaded());
        camera.rest().set(plan.isResting());
        try {
            OptionalLong back = camera.attention().takeBack();
            if (back.isPresent()) {
                goBack(camera.ring().sinceKeyFrame(back.getAsLong()), stamp, now);
            } else if (!backlog.isEmpty()) {
                kept.ifPresent(backlog::add);
                comesAlong(stamp, now);
                catchUp(PATIENCE_NANOS);
            } else {
                take(step, stamp, now);
            }
        } catch (MediaException e) {
            throw Sentences.lost(camera.source(), e);
        }
    }

    private void take(Step step, OptionalLong stamp, long now) throws MediaException, InterruptedException {
        switch (step) {
            case FOLLOW -> decode(now, Look.FOLLOWED);
            case ALONE -> decodeAlone(now);
            case LEAVE -> skip(stamp, now);
            case GO_BACK -> goBack(camera.ring().sinceKeyFrame(Long.MAX_VALUE), stamp, now);
        }
    }

    private void decode(long now, Look look) throws MediaException, InterruptedException {
        keyFrameShown = false;
        if (!input.sendTo(decoder)) {
            camera.counters().damaged.increment();
        }
        receiveAll(now, look);
    }

    private void decodeAlone(long now) throws MediaException, InterruptedException {
        Look look = plan.wasStill() ? Look.ALONE_AND_STILL : Look.ALONE;
        decode(now, look);
        decoder.drain(); // it would hold the picture back for others to be shown before it
        receiveAll(now, look);
        decoder.flush();
    }

    /** The picture is left out. */
    private void skip(OptionalLong stamp, long now) throws InterruptedException {
        camera.counters().skipped.increment();
        comesAlong(stamp, now);
    }

    /** That a packet came says that the camera is well, if the last key frame could be decoded; a file waits for its time. */
    private void comesAlong(OptionalLong stamp, long now) throws InterruptedException {
        if (keyFrameShown) {
            supervisor.picture(now);
        }
        if (!camera.source().live()) {
            waitUntil(pace.preview(stamp));
        }
    }

    private void goBack(List<EncodedPacket> since, OptionalLong stamp, long now)
            throws MediaException, InterruptedException {
        if (since.isEmpty()) {
            plan.cannotGoBack();
            skip(stamp, now);
            return;
        }
        camera.counters().wentBack.increment();
        plan.wentBack();
        decoder.flush();
        backlog.clear();
        backlog.addAll(since);
        repeated = keyFrameShown;
        line.wentBack(since.get(0).position());
        comesAlong(stamp, now);
        catchUp(PATIENCE_NANOS);
    }

    /**
     * Decodes what is to be caught up with, as far as the detector takes the frames within {@code patience}. If it takes too few, nobody
     * waits for it any longer: the newest frames win, and the backlog stays bounded however far apart key frames are.
     */
    private void catchUp(long patience) throws MediaException, InterruptedException {
        long begin = camera.ticker().nanoTime();
        long now = begin;
        boolean late = !backlog.isEmpty() && now - backlog.element().arrival() > FURTHEST_BACK_NANOS;
        while (!backlog.isEmpty()) {
            EncodedPacket next = backlog.element();
            if (!late && !line.canTake(next.position(), begin + patience - now)) {
                return;
            }
            backlog.remove();
            if (!decoder.send(next.data(), next.data().length, next.stamp(), next.key())) {
                camera.counters().damaged.increment();
            }
            receiveAgain(next);
            now = camera.ticker().nanoTime();
        }
    }

    /** Into the ring, with its place on the camera's timeline. */
    private Optional<EncodedPacket> keep(OptionalLong stamp, long now) {
        PacketRing ring = camera.ring();
        if (!ring.keeps()) {
            return Optional.empty();
        }
        OptionalLong placed = camera.source().live() ? stamp : OptionalLong.of(pace.preview(stamp));
        return Optional.of(ring.add(
                input.packetData(), stamp, line.positionOf(placed, now), now, input.isKeyFrame(), input.format()));
    }

    private void receiveAll(long arrival, Look look) throws MediaException, InterruptedException {
        while (decoder.receive(picture)) {
            decoded();
            deliver(arrival, look);
        }
        seeDamage();
    }

    /** The pictures of a packet from the ring: their places on the timeline are known from it. */
    private void receiveAgain(EncodedPacket packet) throws MediaException {
        while (decoder.receive(picture)) {
            decoded();
            if (!repeated) {
                OptionalLong stamp = picture.nanos();
                long place = stamp.isPresent() && packet.stamp().isPresent()
                        ? packet.position() + stamp.getAsLong() - packet.stamp().getAsLong()
                        : packet.position();
                show(new PictureTimes(
                        stamp, OptionalLong.of(place), packet.arrival(), sender.at(stamp), Look.FOLLOWED));
            }
            repeated = false;
        }
        seeDamage();
    }

    private void decoded() {
        camera.counters().decoded.increment();
        keyFrameShown = true;
        if (picture.isCorrupt()) {
            camera.counters().damaged.increment();
        }
    }

    private void seeDamage() {
        if (decoder.wasDamaged()) {
            camera.counters().damaged.increment();
        }
    }

    private void deliver(long packetArrival, Look look) throws MediaException, InterruptedException {
        OptionalLong stamp = picture.nanos();
        long arrival = packetArrival;
        if (!camera.source().live()) {
            stamp = OptionalLong.of(pace.place(stamp));
            if (!waitUntil(stamp.getAsLong())) {
                return;
            }
            arrival = camera.ticker().nanoTime();
        }
        if (!supervisor.streaming() && stamp.isEmpty()) {
            // FFmpeg's parser loses the stamp of a session's first picture, and sessions begin at 0
            stamp = OptionalLong.of(0);
        }
        show(new PictureTimes(stamp, OptionalLong.empty(), arrival, sender.at(stamp), look));
    }

    private void show(PictureTimes times) throws MediaException {
        boolean first = !supervisor.streaming();
        long now = camera.ticker().nanoTime();
        supervisor.picture(now);
        camera.ring().size(picture.size());
        decodedRate.mark(now);
        line.accept(picture, times, now, keyFrames);
        if (first) {
            camera.counters().connections.increment();
        }
        boolean sceneChanged = camera.source().live()
                && supervisor.scene(Scenes.state(line.scene()), Scenes.sentence(camera.source(), line.scene()));
        if (first || sceneChanged || now - ratesDue >= 0) {
            ratesDue = now + RATES_EVERY_NANOS;
            camera.board()
                    .publish(
                            supervisor.state(), supervisor.reason(), decodedRate.perSecond(now), line.analysedFps(now));
        }
    }

    /** Waits until the place in the file is due; false if the camera is closed meanwhile. */
    private boolean waitUntil(long place) throws InterruptedException {
        long now = camera.ticker().nanoTime();
        long wait = pace.due(place, now) - now;
        return wait <= 0 || !camera.stopping().await(wait, TimeUnit.NANOSECONDS);
    }

    /** The file has ended: what is still to come out of the decoder. */
    void end() throws MediaException, InterruptedException {
        catchUp(FURTHEST_BACK_NANOS);
        backlog.clear();
        decoder.drain();
        receiveAll(camera.ticker().nanoTime(), Look.FOLLOWED);
    }

    /** The file begins again. */
    void again() throws CaptureException {
        if (!pace.again()) {
            throw Sentences.noPictures(camera.source());
        }
        decoder.flush();
        plan.restart();
    }

    @Override
    public void close() {
        camera.rest().set(false);
        picture.close();
    }
}
