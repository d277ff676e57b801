package watchpost.testkit.rtsp;

/** How a camera misbehaves just now. Set from any thread, read by the camera's thread. */
final class Faults {
    volatile boolean frozen;
    volatile boolean garbage;
    volatile boolean refusing;

    /** The fraction of RTP packets that get lost, 0..1. */
    volatile double packetLoss;
}
