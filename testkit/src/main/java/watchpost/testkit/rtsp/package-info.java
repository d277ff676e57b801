/**
 * Cameras without hardware: an RTSP server that plays a file and can be told to misbehave, and a foreign server as a child process.
 * Each {@code ClipCamera} owns one thread, {@code clip-camera-<port>}, which does all of its network work; FFmpeg is used only to
 * read the file beforehand and stays in here. Must not know who watches nor what is seen.
 */
@NullMarked
package watchpost.testkit.rtsp;

import org.jspecify.annotations.NullMarked;
