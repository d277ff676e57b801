package watchpost.testkit.rtsp;

import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;
import watchpost.core.time.Ticker;

/**
 * What all clients of one camera share.
 *
 * @param mounts by name
 * @param gatekeeper asks for credentials; empty if everybody may watch
 * @param random for stream numbers and faults; used on the camera's thread only
 * @param ticker the camera's clock
 * @param sent hears on the camera's thread when a picture's last packet goes out, on the monotonic clock
 */
record Station(
        Map<String, Mount> mounts,
        Optional<Gatekeeper> gatekeeper,
        Faults faults,
        SplittableRandom random,
        Ticker ticker,
        LongConsumer sent) {}
