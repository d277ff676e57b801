package watchpost.capture.rtsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SessionDescriptionTest {
    private static final List<String> CODECS = List.of("H264", "H265");

    @Test
    void readsTheTracksOfACameraWithSoundAndMetadata() {
        SessionDescription sdp = SessionDescription.parse(String.join(
                "\r\n",
                "v=0",
                "o=- 1 1 IN IP4 10.0.0.5",
                "s=Media Presentation",
                "a=control:rtsp://10.0.0.5/stream/",
                "m=audio 0 RTP/AVP 8",
                "a=control:trackID=2",
                "a=rtpmap:8 PCMA/8000",
                "m=video 0 RTP/AVP 96",
                "a=control:trackID=1",
                "a=rtpmap:96 H264/90000",
                "a=fmtp:96 packetization-mode=1; profile-level-id=4D0028; sprop-parameter-sets=Z00=,aO4=",
                "m=application 0 RTP/AVP 107",
                "a=rtpmap:107 vnd.onvif.metadata/90000",
                ""));
        assertEquals("rtsp://10.0.0.5/stream/", sdp.control());
        VideoTrack track = sdp.track(CODECS).orElseThrow();
        assertEquals("H264", track.codec());
        assertEquals(96, track.payloadType());
        assertEquals(90_000, track.clockRate());
        assertEquals("trackID=1", track.control());
        assertArrayEquals(new byte[] {0, 0, 0, 1, 0x67, 0x4d, 0, 0, 0, 1, 0x68, (byte) 0xee}, track.parameterSets());
    }

    @Test
    void readsTheThreeParameterSetsOfH265() {
        SessionDescription sdp = SessionDescription.parse("""
                v=0
                m=video 0 RTP/AVP 98
                a=rtpmap:98 h265/90000
                a=fmtp:98 sprop-vps=QAE=; sprop-sps=QgE=; sprop-pps=RAE=
                """);
        VideoTrack track = sdp.track(CODECS).orElseThrow();
        assertEquals("H265", track.codec());
        assertEquals(18, track.parameterSets().length);
        assertEquals("", track.control());
    }

    @Test
    void leavesToOthersWhatItDoesNotKnow() {
        assertTrue(SessionDescription.parse("").track(CODECS).isEmpty());
        assertTrue(SessionDescription.parse("m=video 0 RTP/AVP 26\na=control:1\n")
                .track(CODECS)
                .isEmpty());
        VideoTrack broken = SessionDescription.parse("""
                        m=video 0 RTP/AVP 96
                        a=rtpmap:96 H264/x
                        a=fmtp:96 sprop-parameter-sets=%%%
                        """).track(CODECS).orElseThrow();
        assertEquals(90_000, broken.clockRate());
        assertEquals(0, broken.parameterSets().length);
    }

    @Test
    void takesAddressesApart() {
        RtspAddress address =
                RtspAddress.of("RTSP://us%40er:pa%3Ass@10.0.0.5:8554/live?ch=1", "10.0.0.5", 8554, Trust.authorities());
        assertEquals("us@er", address.user());
        assertEquals("pa:ss", address.password());
        assertEquals("rtsp://10.0.0.5:8554/live?ch=1", address.requestUrl());
        assertEquals("rtsp://10.0.0.5:8554/live?ch=1", address.toString());
        RtspAddress lone = RtspAddress.of("rtsps://a:50%@cam/x@y", "cam", 322, Trust.authorities());
        assertEquals("50%", lone.password());
        assertEquals("rtsps://cam/x@y", lone.requestUrl());
        assertTrue(lone.tls().isPresent());
    }
}
