package watchpost.capture.rtsp;

/**
 * A camera's video track as its session description tells it.
 *
 * @param codec in upper case as in the description: H264, H265, JPEG
 * @param payloadType of its RTP packets
 * @param clockRate ticks of its time stamps per second
 * @param control what is asked for to set it up: a URL, or a part to be put behind the session's
 * @param parameterSets with start codes (Annex B); empty if the description has none
 */
@SuppressWarnings("ArrayRecordComponent") // handed over whole, never compared
record VideoTrack(String codec, int payloadType, int clockRate, String control, byte[] parameterSets) {}
