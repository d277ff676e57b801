package watchpost.capture.ffmpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import watchpost.capture.TestClips;
import watchpost.core.geometry.Size;

/** Pixels as most USB cameras send them, not encoded, two bytes each. */
class BarePixelsTest {
    @Test
    void barePixelsAreDecodedAndScaledAsThePictureThatTheyAre() throws Exception {
        try (InterruptGuard guard = new InterruptGuard(() -> 0);
                MediaInput bare = MediaInput.open("file:" + TestClips.barePixels(), Map.of(), guard);
                MediaInput encoded = MediaInput.open("file:" + TestClips.smallerH264(), Map.of(), guard)) {
            PictureSketch first = first(bare);
            assertEquals("rawvideo", bare.info().codec());
            assertTrue(bare.isKeyFrame());
            assertFalse(first.isFlat());
            assertTrue(first.isLike(first(encoded)));
        }
    }

    private static PictureSketch first(MediaInput input) throws MediaException {
        input.selectVideo(false);
        try (VideoDecoder decoder = input.newDecoder(DecoderWish.software(Deblocking.FULL));
                DecodedPicture picture = new DecodedPicture()) {
            assertTrue(input.read() && input.sendTo(decoder) && decoder.receive(picture));
            assertEquals(new Size(320, 240), picture.size());
            return PictureSketch.of(picture);
        }
    }
}
