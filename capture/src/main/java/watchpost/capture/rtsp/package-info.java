/**
 * An RTSP client (RFC 2326) for one camera: describe, set up one video track over TCP or UDP, play, and read its packets as they
 * arrive. JDK only. A session belongs to one capture thread, which blocks in it at most until a deadline; any thread may close it,
 * which ends the blocking. Knows nothing of decoders or retries, and its exceptions hold no URL and no credentials.
 */
@NullMarked
package watchpost.capture.rtsp;

import org.jspecify.annotations.NullMarked;
