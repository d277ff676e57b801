package watchpost.capture;

import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import watchpost.capture.ffmpeg.Deblocking;
import watchpost.capture.ffmpeg.DecodedPicture;
import watchpost.capture.ffmpeg.DecoderWish;
import watchpost.capture.ffmpeg.MediaException;
import watchpost.capture.ffmpeg.Mp4Output;
import watchpost.capture.ffmpeg.Scaler;
import watchpost.capture.ffmpeg.VideoDecoder;
import watchpost.capture.ring.EncodedPacket;
import watchpost.core.geometry.Size;
import watchpost.core.time.FrameTime;
import watchpost.core.time.Moment;
import watchpost.core.vision.Picture;

/** A clip whose pictures are changed: decoded, changed and encoded anew, smaller and fewer than the camera's. Used by one thread. */
final class BurntClip implements AutoCloseable {
    private static final int MOST_WIDTH = 1280;
    private static final double MOST_FPS = 15;

    private final String file;
    private final double fps;
    private final long begin;
    private final LongFunction<Moment> moments;
    private final PictureEditor editor;
    private final VideoDecoder decoder;
    private final DecodedPicture decoded = new DecodedPicture();
    private final Scaler scaler = new Scaler(Scaler.Quality.FAST);
    private Size size = new Size(1, 1);
    private @Nullable Mp4Output output;
    private long last = -1;

    private BurntClip(
            String file,
            EncodedPacket first,
            byte[] header,
            long frameNanos,
            LongFunction<Moment> moments,
            PictureEditor editor)
            throws MediaException {
        this.file = file;
        this.fps = Math.min(MOST_FPS, 1e9 / frameNanos);
        this.begin = first.position();
        this.moments = moments;
        this.editor = editor;
        this.decoder = VideoDecoder.named(first.format().codec(), header, DecoderWish.software(Deblocking.FULL));
    }

    /**
     * Writes what {@code packets} show, after {@code editor} has changed it, to {@code file}, over what is there.
     *
     * @param packets of one format in the order of decoding, beginning with a key frame
     * @param header parameter sets, with start codes or as the container had them
     * @param frameNanos from one picture to the next
     * @param moments of the places on the camera's timeline
     */
    static void write(
            String file,
            List<EncodedPacket> packets,
            byte[] header,
            long frameNanos,
            LongFunction<Moment> moments,
            PictureEditor editor)
            throws MediaException {
        try (BurntClip clip = new BurntClip(file, packets.get(0), header, frameNanos, moments, editor)) {
            for (EncodedPacket packet : packets) {
                clip.decoder.send(packet.data(), packet.data().length, packet.stamp(), packet.key());
                clip.receive(packet);
            }
            clip.decoder.drain();
            clip.receive(packets.get(packets.size() - 1));
            clip.finish();
        }
    }

    private void receive(EncodedPacket packet) throws MediaException {
        while (decoder.receive(decoded)) {
            boolean stamped = decoded.nanos().isPresent() && packet.stamp().isPresent();
            long ahead = stamped ? decoded.nanos().getAsLong() - packet.stamp().getAsLong() : 0;
            show(packet.position() + ahead);
        }
    }

    private void show(long place) throws MediaException {
        long number = Math.round((place - begin) * fps / 1e9);
        if (number <= last) {
            return;
        }
        last = number;
        Mp4Output to = output == null ? open() : output;
        Picture picture = new Picture(size, scaler.toBgr(decoded, size), new FrameTime(moments.apply(place), 0));
        editor.edit(picture);
        to.write(picture.bgr(), size.width(), number);
    }

    private Mp4Output open() throws MediaException {
        Size full = decoded.size();
        double scale = Math.min(1, (double) MOST_WIDTH / full.width());
        size = new Size(even(full.width() * scale), even(full.height() * scale));
        Mp4Output opened = new Mp4Output(file, size, fps);
        output = opened;
        return opened;
    }

    private static int even(double side) {
        return Math.max(16, (int) side & ~1);
    }

    private void finish() throws MediaException {
        if (output == null) {
            throw new MediaException(MediaException.Reason.NO_DECODER, "no picture could be decoded");
        }
        output.finish();
    }

    @Override
    public void close() {
        if (output != null) {
            output.close();
        }
        decoder.close();
        decoded.close();
        scaler.close();
    }
}
