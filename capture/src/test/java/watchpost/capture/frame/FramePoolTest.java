package watchpost.capture.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import watchpost.core.geometry.Letterbox;
import watchpost.core.geometry.Size;
import watchpost.core.id.CameraId;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.FrameTime;
import watchpost.core.time.Moment;
import watchpost.core.vision.Frame;
import watchpost.core.vision.FrameShape;
import watchpost.core.vision.PixelOrder;

class FramePoolTest {
    private static final FrameShape SHAPE =
            new FrameShape(new Size(32, 16), PixelOrder.BGR, Letterbox.Fit.CENTRED, 0x112233);
    private static final FrameTime TIME =
            new FrameTime(new Moment(Duration.ofSeconds(3), Instant.EPOCH, ClockQuality.UNSYNCED), 0);

    private final BlockingQueue<String> leaks = new LinkedBlockingQueue<>();
    private final FramePool pool = new FramePool(SHAPE, 2, leaks::add);

    @Test
    void lendsNoMoreThanItHas() {
        Frame first = lease();
        Frame second = lease();
        assertEquals(2, pool.openLeases());
        assertTrue(pool.take().isEmpty());
        first.close();
        assertEquals(1, pool.openLeases());
        lease().close();
        second.close();
        assertEquals(0, pool.openLeases());
    }

    @Test
    void whatOneCameraGaveBackIsFilledNextByAnother() {
        FramePool other = new FramePool(SHAPE, 2, leaks::add);
        PixelBuffer first = pool.take().orElseThrow();
        PixelBuffer second = pool.take().orElseThrow();
        pool.lease(first, new CameraId("gate"), TIME, new Size(64, 64)).close();
        pool.giveBack(second);
        assertSame(second, other.take().orElseThrow());
        assertSame(first, other.take().orElseThrow());
        assertTrue(other.take().isEmpty(), "each camera has its own share");
        other.giveBack(first);
        FrameShape turned = new FrameShape(SHAPE.input(), PixelOrder.RGB, SHAPE.fit(), SHAPE.padding());
        assertNotSame(first, new FramePool(turned, 2, leaks::add).take().orElseThrow());
    }

    @Test
    void closingTwiceIsReportedAndHarmless() {
        Frame frame = lease();
        frame.close();
        IllegalStateException e = assertThrows(IllegalStateException.class, frame::close);
        assertTrue(e.getMessage().contains("camera gate at PT3S is closed twice"), e.getMessage());
        assertThrows(IllegalStateException.class, frame::pixels);
        assertEquals(0, pool.openLeases());
        lease().close();
        lease().close();
        assertEquals(0, pool.openLeases());
    }

    @Test
    void aLostFrameIsReportedWithItsBirthplaceAndItsPlaceUsedAgain() throws Exception {
        loseOne();
        String leak = null;
        for (int i = 0; i < 100 && leak == null; i++) {
            System.gc();
            leak = leaks.poll(100, TimeUnit.MILLISECONDS);
        }
        assertNotNull(leak, "a leak is told after garbage collection");
        assertTrue(leak.contains("frame of camera gate at PT3S was never closed"), leak);
        assertTrue(leak.contains("FramePoolTest.loseOne"), leak);
        assertEquals(0, pool.openLeases());
        assertEquals(1, pool.lostLeases());
        try (Frame first = lease();
                Frame second = lease()) {
            assertFalse(first.pixels().equals(second.pixels()) && first == second);
        }
    }

    @Test
    void nobodyWaitsForAFrameThatIsOverdue() throws InterruptedException {
        Frame late = lease();
        assertFalse(pool.awaitAllBack(1));
        late.overdue();
        late.overdue();
        assertTrue(pool.awaitAllBack(0));
        assertEquals(1, pool.openLeases(), "it is still out");
        Frame other = lease();
        assertFalse(pool.awaitAllBack(1), "the others are waited for");
        other.close();
        assertTrue(pool.awaitAllBack(0));
        late.close();
        assertEquals(0, pool.openLeases());
        late.overdue();
        Frame next = lease();
        assertFalse(pool.awaitAllBack(1), "nothing of it is left");
        next.close();
    }

    @Test
    void paintsMarginsAndLeavesThePictureAlone() {
        PixelBuffer buffer = pool.take().orElseThrow();
        Letterbox place = SHAPE.letterbox(new Size(16, 16));
        for (int i = 0; i < SHAPE.bytes(); i++) {
            buffer.pixels().put(i, (byte) 0x7f);
        }
        buffer.paintMargins(place);
        for (int y = 0; y < 16; y++) {
            for (int x = 0; x < 32; x++) {
                boolean margin = x < place.x() || x >= place.x() + place.width();
                int at = (y * 32 + x) * 3;
                assertEquals(margin ? 0x11 : 0x7f, buffer.pixels().get(at));
                assertEquals(margin ? 0x33 : 0x7f, buffer.pixels().get(at + 2));
            }
        }
        pool.giveBack(buffer);
    }

    private void loseOne() {
        lease();
    }

    private Frame lease() {
        PixelBuffer buffer = pool.take().orElseThrow();
        return pool.lease(buffer, new CameraId("gate"), TIME, new Size(64, 64));
    }
}
