package watchpost.capture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import watchpost.capture.ffmpeg.Deblocking;
import watchpost.capture.ffmpeg.DecodedPicture;
import watchpost.capture.ffmpeg.DecoderWish;
import watchpost.capture.ffmpeg.InterruptGuard;
import watchpost.capture.ffmpeg.MediaException;
import watchpost.capture.ffmpeg.PacketSource;
import watchpost.capture.ffmpeg.StreamInfo;
import watchpost.capture.ffmpeg.VideoDecoder;
import watchpost.capture.rtsp.Trust;
import watchpost.core.geometry.Size;
import watchpost.core.id.SourceUrl;
import watchpost.core.time.Ticker;

/** Opens a source once, watches it for a while and says what it sends and what should be set better. Blocks its caller. */
public final class Probe {
    private static final long PATIENCE_NANOS = Timers.DEFAULT.bytes().toNanos();

    private final Source source;
    private final Ticker ticker;
    private final long watchNanos;
    private final long begin;

    // What was seen.
    private long bytes;
    private long pictures;
    private long keyFrames;
    private long firstKey;
    private long lastKey;
    private long firstStamp;
    private long lastStamp;
    private boolean stampsGood = true;
    private boolean senderClock;
    private long firstPictureAt;
    private Optional<Size> size = Optional.empty();

    private Probe(Source source, Duration watch, Ticker ticker) {
        this.source = source;
        this.ticker = ticker;
        this.watchNanos = watch.toNanos();
        this.begin = ticker.nanoTime();
    }

    /**
     * Watches {@code url} for {@code watch} (a file: for as much of its own time, as fast as it goes).
     *
     * @throws CaptureException where no picture comes, with one sentence saying why
     */
    public static ProbeReport probe(SourceUrl url, Transport transport, Duration watch) throws CaptureException {
        return probe(url, transport, watch, Trust.authorities());
    }

    /** The same, believing whom {@code trust} says. */
    public static ProbeReport probe(SourceUrl url, Transport transport, Duration watch, Trust trust)
            throws CaptureException {
        Source source = Source.of(url.toString(), url);
        Opener opener = Opener.ofProbe(source, transport, trust, System::nanoTime);
        try (InterruptGuard guard = new InterruptGuard(System::nanoTime)) {
            try {
                return new Probe(source, watch, System::nanoTime).run(opener, guard);
            } catch (CaptureException e) {
                if (e.kind() != CaptureException.Kind.NO_PICTURES || !opener.mayTurnToTcp()) {
                    throw e;
                }
                opener.udpIsSilent();
                return new Probe(source, watch, System::nanoTime).run(opener, guard);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CaptureException(
                    CaptureException.Kind.TIMED_OUT, source.subject() + ": the probe was interrupted.", e);
        }
    }

    private ProbeReport run(Opener opener, InterruptGuard guard) throws CaptureException, InterruptedException {
        opener.findHost();
        guard.deadline(begin + Timers.DEFAULT.connect().toNanos() + PATIENCE_NANOS);
        try (PacketSource input = opener.open(guard);
                DecodedPicture picture = new DecodedPicture()) {
            try (VideoDecoder decoder = input.newDecoder(DecoderWish.software(Deblocking.FULL))) {
                watch(input, decoder, picture, guard);
                return report(input, opener);
            } catch (MediaException e) {
                throw e.reason() == MediaException.Reason.INTERRUPTED
                        ? Sentences.silent(source, opener.tried())
                        : Sentences.opening(source, opener.tried(), e);
            }
        }
    }

    private void watch(PacketSource input, VideoDecoder decoder, DecodedPicture picture, InterruptGuard guard)
            throws MediaException {
        while (!done()) {
            guard.deadline(ticker.nanoTime() + PATIENCE_NANOS);
            boolean more = input.read();
            if (more && input.isVideo()) {
                packet(input);
                input.sendTo(decoder);
            } else if (!more) {
                decoder.drain();
            }
            while (decoder.receive(picture)) {
                decoded(picture);
            }
            if (!more) {
                return;
            }
        }
    }

    private boolean done() {
        long watched =
                source.live() && firstPictureAt != 0 ? ticker.nanoTime() - firstPictureAt : lastStamp - firstStamp;
        return watched >= watchNanos || ticker.nanoTime() - begin > watchNanos + 2 * PATIENCE_NANOS;
    }

    private void packet(PacketSource input) {
        bytes += input.packetBytes();
        senderClock |= input.senderMicros().isPresent();
        if (input.isKeyFrame() && input.packetNanos().isPresent()) {
            lastKey = input.packetNanos().getAsLong();
            firstKey = keyFrames == 0 ? lastKey : firstKey;
            keyFrames++;
        }
    }

    private void decoded(DecodedPicture picture) {
        OptionalLong stamp = picture.nanos();
        if (pictures == 0) {
            firstPictureAt = ticker.nanoTime();
            firstStamp = stamp.orElse(0);
        } else {
            stampsGood &= stamp.isPresent() && stamp.getAsLong() > lastStamp;
        }
        lastStamp = stamp.orElse(lastStamp);
        pictures++;
        size = Optional.of(picture.size());
    }

    private ProbeReport report(PacketSource input, Opener opener) throws CaptureException {
        if (size.isEmpty()) {
            throw Sentences.silent(source, opener.tried());
        }
        StreamInfo info = input.info();
        double seconds = (lastStamp - firstStamp) / 1e9;
        double fps = pictures > 1 && seconds > 0 ? (pictures - 1) / seconds : info.fps();
        long bits = seconds > 0 ? Math.round(bytes * 8 / (seconds * pictures / Math.max(1, pictures - 1))) : 0;
        Optional<Duration> keyInterval = keyFrames > 1
                ? Optional.of(Duration.ofNanos((lastKey - firstKey) / (keyFrames - 1)))
                : Optional.empty();
        return new ProbeReport(
                info.codec(),
                info.profile(),
                size.get(),
                fps,
                keyInterval,
                bits,
                input.audio(),
                source.remote() ? Optional.of(opener.transport()) : Optional.empty(),
                stampsGood,
                senderClock,
                Duration.ofNanos(firstPictureAt - begin),
                advice(info.codec(), fps, keyInterval));
    }

    private List<String> advice(String codec, double fps, Optional<Duration> keyInterval) {
        List<String> advice = new ArrayList<>();
        if (!stampsGood) {
            advice.add(
                    "The camera's time stamps stand still or go back: update its firmware or use another stream of it.");
        }
        if (fps > 16) {
            advice.add(String.format(
                    java.util.Locale.ROOT,
                    "%.0f pictures per second are more than analysis needs: 10 to 15 save decoding on this box.",
                    fps));
        }
        if (size.isPresent() && (long) size.get().width() * size.get().height() > 1920L * 1088) {
            advice.add("The picture is larger than 1080p: the camera's second stream costs much less to decode.");
        }
        if (source.remote() && (keyInterval.isEmpty() || keyInterval.get().toMillis() > 4_500)) {
            advice.add(
                    "Key frames are rare: an interval of 1 to 2 s brings the picture back sooner after a disturbance.");
        }
        if (codec.equals("mjpeg") && source.kind() != Source.Kind.DEVICE) {
            advice.add("MJPEG takes many times the network of H.264; use H.264 or H.265 if the camera has it.");
        }
        if (source.remote() && !senderClock) {
            advice.add("The camera has not told its clock (RTCP) yet: times are those of arrival.");
        }
        return advice;
    }
}
