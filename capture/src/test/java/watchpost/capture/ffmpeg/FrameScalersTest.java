package watchpost.capture.ffmpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import watchpost.capture.TestClips;
import watchpost.core.geometry.Letterbox;
import watchpost.core.geometry.Size;
import watchpost.core.vision.PixelOrder;

/** Scalers that cameras share, held against one that belongs to a single picture. */
class FrameScalersTest {
    private static final Size INPUT = new Size(416, 416);

    private final FrameScalers scalers = new FrameScalers();

    @Test
    void picturesOfSeveralShapesInTurnsAreScaledAsEachByItself() throws Exception {
        try (DecodedPicture wide = first(TestClips.h264());
                DecodedPicture small = first(TestClips.smallerH264())) {
            for (int i = 0; i < 3; i++) {
                for (DecodedPicture picture : List.of(wide, small)) {
                    for (PixelOrder order : PixelOrder.values()) {
                        assertEquals(alone(picture, order), shared(picture, place(picture), order));
                    }
                }
            }
        }
        assertEquals(4, scalers.idle(), "one for each shape and order");
    }

    @Test
    void threadsThatScaleAtTheSameTimeDoNotDisturbEachOther() throws Exception {
        int threads = 4;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (DecodedPicture wide = first(TestClips.h264());
                DecodedPicture small = first(TestClips.smallerH264())) {
            List<Future<Boolean>> right = new ArrayList<>();
            for (DecodedPicture picture : List.of(wide, small, wide, small)) {
                ByteBuffer wanted = alone(picture, PixelOrder.BGR);
                right.add(pool.submit(() -> {
                    boolean same = true;
                    for (int i = 0; i < 50; i++) {
                        same &= wanted.equals(shared(picture, place(picture), PixelOrder.BGR));
                    }
                    return same;
                }));
            }
            for (Future<Boolean> each : right) {
                assertTrue(each.get());
            }
        } finally {
            pool.shutdownNow();
        }
        assertTrue(scalers.idle() <= threads, scalers.idle() + " idle");
    }

    @Test
    void ofManyShapesTheLastOnesAreKept() throws Exception {
        try (DecodedPicture picture = first(TestClips.smallerH264())) {
            for (int height = 1; height <= FrameScalers.MOST_IDLE + 8; height++) {
                shared(picture, new Letterbox(INPUT, 0, 0, 32, height), PixelOrder.BGR);
            }
            assertEquals(FrameScalers.MOST_IDLE, scalers.idle());
            shared(picture, new Letterbox(INPUT, 0, 0, 32, FrameScalers.MOST_IDLE + 8), PixelOrder.BGR);
            assertEquals(FrameScalers.MOST_IDLE, scalers.idle());
        }
    }

    private ByteBuffer shared(DecodedPicture picture, Letterbox place, PixelOrder order) throws MediaException {
        ByteBuffer pixels = pixels();
        scalers.scale(picture, pixels, place, order);
        return pixels;
    }

    private static ByteBuffer alone(DecodedPicture picture, PixelOrder order) throws MediaException {
        ByteBuffer pixels = pixels();
        try (FrameScaler own = new FrameScaler()) {
            own.scale(picture, pixels, place(picture), order);
        }
        return pixels;
    }

    private static ByteBuffer pixels() {
        // with room for what swscale may touch beyond the last row
        return ByteBuffer.allocateDirect(INPUT.width() * INPUT.height() * 3 + 64);
    }

    private static Letterbox place(DecodedPicture picture) {
        return Letterbox.of(picture.size(), INPUT, Letterbox.Fit.CENTRED);
    }

    private static DecodedPicture first(Path clip) throws MediaException {
        DecodedPicture picture = new DecodedPicture();
        try (InterruptGuard guard = new InterruptGuard(() -> 0);
                MediaInput input = MediaInput.open("file:" + clip, Map.of(), guard)) {
            input.selectVideo(false);
            try (VideoDecoder decoder = input.newDecoder(DecoderWish.software(Deblocking.FULL))) {
                assertTrue(input.read() && input.sendTo(decoder) && decoder.receive(picture));
            }
        }
        return picture;
    }
}
