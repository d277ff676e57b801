package watchpost.testkit.rtsp;

import java.util.List;

/**
 * One encoded picture.
 *
 * @param decodeAt when the decoder wants it, in ticks of 1/90000 s from the start of the clip; growing from picture to picture
 * @param presentAt when it is shown, in the same ticks; later than {@code decodeAt} only in clips with B pictures
 * @param key true if decoding can start here
 * @param parts what it is made of, each without framing: for H.264 its NAL units without parameter sets
 */
record AccessUnit(long decodeAt, long presentAt, boolean key, List<byte[]> parts) {}
