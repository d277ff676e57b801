/**
 * Thin wrappers around FFmpeg's libraries: one type per native thing, each freed by its {@code close()}. The only place with JavaCPP
 * types. An object is used by one thread at a time and freed by that thread. Knows nothing of cameras, retries, rates or sinks, and
 * never sees a message with a URL in it.
 */
@NullMarked
package watchpost.capture.ffmpeg;

import org.jspecify.annotations.NullMarked;
