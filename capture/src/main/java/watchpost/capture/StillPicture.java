package watchpost.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import watchpost.capture.ffmpeg.Deblocking;
import watchpost.capture.ffmpeg.DecodedPicture;
import watchpost.capture.ffmpeg.DecoderWish;
import watchpost.capture.ffmpeg.MediaException;
import watchpost.capture.ffmpeg.Scaler;
import watchpost.capture.ffmpeg.VideoDecoder;
import watchpost.capture.frame.FramePool;
import watchpost.capture.frame.PixelBuffer;
import watchpost.core.geometry.Letterbox;
import watchpost.core.id.CameraId;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.FrameTime;
import watchpost.core.time.Moment;
import watchpost.core.vision.Frame;
import watchpost.core.vision.FrameShape;
import watchpost.core.vision.Picture;

/**
 * A JPEG, PNG, BMP or WebP file as a frame for the detector and as a picture. It is scaled as reference implementations of detectors
 * do it, plainly and bilinearly, and not as fast as video is. A rotation noted in the file is not applied.
 *
 * @param frame the receiver closes it
 */
public record StillPicture(Frame frame, Picture picture) {
    private static final System.Logger LOG = System.getLogger("watchpost.capture");

    /** Reads {@code file}; the moment is the begin of a stream at the time when the file was last changed. Any thread. */
    public static StillPicture read(Path file, CameraId camera, FrameShape shape) throws CaptureException {
        String subject = file.toString();
        Source.requireFile(subject, file);
        try {
            byte[] encoded = Files.readAllBytes(file);
            Instant changed = Files.getLastModifiedTime(file).toInstant();
            FrameTime time = new FrameTime(new Moment(Duration.ZERO, changed, ClockQuality.UNSYNCED), 0);
            Picture picture = picture(subject, encoded, time);
            FramePool pool = new FramePool(shape, 1, leak -> LOG.log(System.Logger.Level.ERROR, leak));
            PixelBuffer buffer = pool.take().orElseThrow();
            Letterbox place = shape.letterbox(picture.size());
            buffer.paintMargins(place);
            BilinearResize.into(picture, buffer.pixels(), place, shape.order());
            return new StillPicture(pool.lease(buffer, camera, time, picture.size()), picture);
        } catch (MediaException e) {
            throw Sentences.file(subject, e);
        } catch (CaptureException e) {
            throw e;
        } catch (IOException e) {
            throw new CaptureException(
                    CaptureException.Kind.UNREADABLE,
                    subject + ": the file cannot be read (" + e.getMessage() + ").",
                    e);
        }
    }

    private static Picture picture(String subject, byte[] encoded, FrameTime time)
            throws CaptureException, MediaException {
        String codec = codec(subject, encoded);
        Optional<LibJpeg.Pixels> plain = codec.equals("mjpeg") ? LibJpeg.decode(encoded) : Optional.empty();
        if (plain.isPresent()) {
            if (plain.get().doubtful()) {
                decode(subject, codec, encoded).close(); // says whether the file is whole
            }
            return new Picture(plain.get().size(), plain.get().bgr(), time);
        }
        try (DecodedPicture decoded = decode(subject, codec, encoded);
                Scaler scaler = new Scaler(Scaler.Quality.ACCURATE)) {
            return new Picture(decoded.size(), scaler.toBgr(decoded), time);
        }
    }

    private static DecodedPicture decode(String subject, String codec, byte[] encoded)
            throws CaptureException, MediaException {
        DecodedPicture picture = new DecodedPicture();
        try (VideoDecoder decoder = VideoDecoder.named(codec, new byte[0], DecoderWish.software(Deblocking.FULL))) {
            boolean whole = decoder.send(encoded, encoded.length, OptionalLong.empty(), true);
            decoder.drain();
            if (whole && decoder.receive(picture)) {
                return picture;
            }
            picture.close();
            throw new CaptureException(
                    CaptureException.Kind.UNREADABLE,
                    subject + ": the picture is damaged; check that the file is whole.");
        }
    }

    private static String codec(String subject, byte[] bytes) throws CaptureException {
        if (bytes.length > 12) {
            int magic = (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
            if (magic == 0xffd8) {
                return "mjpeg";
            } else if (magic == 0x8950) {
                return "png";
            } else if (magic == ('B' << 8 | 'M')) {
                return "bmp";
            } else if (magic == ('R' << 8 | 'I') && bytes[8] == 'W') {
                return "webp";
            }
        }
        throw new CaptureException(
                CaptureException.Kind.UNSUPPORTED,
                subject + ": this is no picture; use a JPEG, PNG, BMP or WebP file.");
    }
}
