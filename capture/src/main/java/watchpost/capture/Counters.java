package watchpost.capture;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import watchpost.capture.ffmpeg.DecoderKind;

/** A camera's counters, and what it is decoded with. The capture thread counts, any thread reads. */
final class Counters {
    final LongAdder bytes = new LongAdder();
    final LongAdder decoded = new LongAdder();
    final LongAdder skipped = new LongAdder();
    final LongAdder wentBack = new LongAdder();
    final LongAdder damaged = new LongAdder();
    final LongAdder connections = new LongAdder();
    final LongAdder failures = new LongAdder();
    final LongAdder analysed = new LongAdder();
    final LongAdder dropped = new LongAdder();
    final AtomicLong clockJumps = new AtomicLong();
    volatile DecoderKind decoder = DecoderKind.SOFTWARE;

    CameraCounters snapshot(int openLeases, long lostLeases) {
        return new CameraCounters(
                bytes.sum(),
                decoded.sum(),
                skipped.sum(),
                wentBack.sum(),
                damaged.sum(),
                analysed.sum(),
                dropped.sum(),
                Math.max(0, connections.sum() - 1),
                failures.sum(),
                clockJumps.get(),
                openLeases,
                lostLeases);
    }
}
