package watchpost.testkit.rtsp;

import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What all clients of one camera share.
 *
 * @param mounts by name
 * @param gatekeeper asks for credentials; empty if everybody may watch
 * @param random for stream numbers and faults; used on the camera's thread only
 */
record Station(Map<String, Mount> mounts, Optional<Gatekeeper> gatekeeper, Faults faults, SplittableRandom random) {}
