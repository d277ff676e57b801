package watchpost.capture.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one stream. It begins in software; where hardware is wished for, that gets the same packets from a key frame on, and takes
 * over when it has shown that its pictures are right. No picture is lost or given twice by that. Used and closed by one thread.
 */
public final class VideoDecoder implements AutoCloseable {
    /** What FFmpeg's bit readers may read beyond the end (AV_INPUT_BUFFER_PADDING_SIZE). */
    private static final int PADDING = 64;

    /** Opens a decoder of one kind for the stream. */
    interface Maker {
        PictureDecoder make(DecoderKind kind) throws MediaException;
    }

    private final String codec;
    private final Maker maker;
    private final DecoderListener listener;
    private final Deque<DecoderKind> untried;
    private BytePointer staging = new BytePointer(1L << 16);
    private PictureDecoder inUse;
    private @Nullable DecoderTrial trial;
    private DecoderKind onTrial = DecoderKind.SOFTWARE;
    private int behind;
    private boolean closed;

    VideoDecoder(String codec, DecoderWish wish, Maker maker) throws MediaException {
        this.codec = codec;
        this.maker = maker;
        this.listener = wish.listener();
        this.untried = new ArrayDeque<>(wish.order().hardware());
        this.inUse = maker.make(DecoderKind.SOFTWARE);
        listener.inUse(DecoderKind.SOFTWARE);
    }

    /** The decoder for {@code input}'s chosen stream. */
    static VideoDecoder of(MediaInput input, DecoderWish wish) throws MediaException {
        String codec = input.codecName();
        CodecDecoder.Setup setup = context -> {
            nanoseconds(context);
            return avcodec_parameters_to_context(context, input.video().codecpar());
        };
        return new VideoDecoder(codec, wish, kind -> CodecDecoder.open(kind, codec, wish.deblocking(), setup));
    }

    /**
     * The decoder for packets of {@code codec}, FFmpeg's name, with times in nanoseconds.
     *
     * @param parameterSets of H.264 or H.265 with start codes; may be empty
     */
    public static VideoDecoder named(String codec, byte[] parameterSets, DecoderWish wish) throws MediaException {
        Libraries.load();
        CodecDecoder.Setup setup = context -> {
            nanoseconds(context);
            if (parameterSets.length > 0) {
                BytePointer own = new BytePointer(av_mallocz(parameterSets.length + (long) PADDING));
                own.put(parameterSets, 0, parameterSets.length);
                context.extradata(own).extradata_size(parameterSets.length);
            }
            return 0;
        };
        return new VideoDecoder(codec, wish, kind -> CodecDecoder.open(kind, codec, wish.deblocking(), setup));
    }

    /** The decoder for whole picture files, JPEG and PNG, with times in nanoseconds. */
    public static VideoDecoder stills(DecoderListener listener) throws MediaException {
        Libraries.load();
        DecoderWish software = new DecoderWish(Deblocking.FULL, DecoderOrder.SOFTWARE, listener);
        return new VideoDecoder("stills", software, kind -> new StillsDecoder(VideoDecoder::nanoseconds));
    }

    private static int nanoseconds(AVCodecContext context) {
        try (AVRational nanosecond = new AVRational().num(1).den(1_000_000_000)) {
            context.pkt_timebase(nanosecond);
        }
        return 0;
    }

    /**
     * Decodes one whole encoded picture; false if the decoder refused it as damaged. Fetch the pictures next.
     *
     * @param stamp presentation time in nanoseconds, if known
     * @param key decoding can begin with it
     */
    public boolean send(byte[] encoded, int length, OptionalLong stamp, boolean key) throws MediaException {
        if (staging.capacity() < length + PADDING) {
            staging.close();
            staging = new BytePointer(Math.max(2L * staging.capacity(), length + (long) PADDING));
        }
        staging.position(0).put(encoded, 0, length);
        staging.position(length).put(new byte[PADDING], 0, PADDING);
        AVPacket packet = av_packet_alloc();
        try {
            packet.data(staging.position(0)).size(length);
            packet.pts(stamp.orElse(AV_NOPTS_VALUE));
            packet.flags(key ? AV_PKT_FLAG_KEY : 0);
            return send(packet);
        } finally {
            av_packet_free(packet);
        }
    }

    boolean send(AVPacket packet) throws MediaException {
        if (trial == null && !untried.isEmpty() && (packet.flags() & AV_PKT_FLAG_KEY) != 0) {
            tryNext();
        }
        if (trial != null) {
            trial.send(packet);
        }
        return inUse.send(packet);
    }

    private void tryNext() {
        while (trial == null && !untried.isEmpty()) {
            onTrial = untried.removeFirst();
            try {
                trial = new DecoderTrial(maker.make(onTrial));
            } catch (MediaException e) {
                listener.missing(onTrial.shown(codec), e.getMessage());
            }
        }
    }

    /** Says that no more packets come, so that the pictures still held back can be fetched. */
    public void drain() {
        inUse.drain();
        if (trial != null) {
            trial.drain();
        }
    }

    /** Forgets everything, for a jump to another place of the stream. */
    public void flush() {
        inUse.flush();
        behind = 0;
        if (trial != null) {
            trial.flush();
        }
    }

    /** Puts the next decoded picture into {@code picture}; false if there is none before the next packet or at the end. */
    public boolean receive(DecodedPicture picture) throws MediaException {
        boolean received = inUse.receive(picture);
        while (received && behind > 0) {
            behind--;
            received = inUse.receive(picture);
        }
        DecoderTrial running = trial;
        if (running != null && received) {
            running.shown(picture);
            conclude(running);
        }
        return received;
    }

    private void conclude(DecoderTrial running) {
        switch (running.verdict()) {
            case OPEN -> {}
            case PASSED -> {
                inUse.close();
                inUse = running.takeOver();
                behind = running.behind();
                trial = null;
                untried.clear();
                listener.inUse(onTrial);
            }
            case REFUSED -> {
                listener.refused(onTrial.shown(codec), running.why());
                running.close();
                trial = null;
            }
        }
    }

    /** True if the last {@link #receive} found nothing because a picture was too damaged. */
    public boolean wasDamaged() {
        return inUse.wasDamaged();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            inUse.close();
            if (trial != null) {
                trial.close();
            }
            staging.close();
        }
    }
}
