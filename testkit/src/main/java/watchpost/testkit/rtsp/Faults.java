package watchpost.testkit.rtsp;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How a camera misbehaves just now. Set from any thread, read by the camera's thread. */
final class Faults {
    volatile boolean frozen;
    volatile boolean garbage;
    volatile boolean refusing;
    volatile boolean denying;
    volatile boolean still;

    /** The fraction of RTP packets that get lost, 0..1. */
    volatile double packetLoss;

    /** The fraction of RTP packets of which a bit is flipped, 0..1. */
    volatile double flippedBits;

    /** The fraction of RTP packets behind which one of random bytes is put, 0..1. */
    volatile double noise;

    /** What DESCRIBE is answered with; empty for the truth. */
    volatile String description = "";

    /** By how many ticks the timestamps have jumped. */
    final AtomicLong clockShift = new AtomicLong();

    /** Pictures still to be sent with a unit of absurd size. */
    final AtomicInteger giants = new AtomicInteger();
}
