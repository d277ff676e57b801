/**
 * RTP packets to whole encoded pictures: reordering, reassembly of H.264 (RFC 6184), H.265 (RFC 7798) and JPEG (RFC 2435), sender reports. Plain
 * functions of bytes and times, no sockets and no native types; whatever a network sends, nothing here throws or grows without
 * bound. An object belongs to one capture thread.
 */
@NullMarked
package watchpost.capture.rtp;

import org.jspecify.annotations.NullMarked;
