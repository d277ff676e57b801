package watchpost.testkit.rtsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import watchpost.testkit.property.Property;

class RtspRequestTest {
    private static final String TEXT = "PLAY rtsp://h:1/a/b/?x=/y RTSP/1.0\r\ncseq: 3\r\nContent-Length: 2\r\n\r\nok";

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void isTakenWhenCompleteAndBehindReceiverReports() throws Exception {
        String all = "$\1\0\3abc" + TEXT;
        for (int length = 0; length < all.length(); length++) {
            assertTrue(RtspRequest.take(bytes(all.substring(0, length))).isEmpty(), "after " + length + " bytes");
        }
        ByteBuffer in = bytes(all + "NEXT");
        RtspRequest request = RtspRequest.take(in).orElseThrow();
        assertEquals("PLAY", request.method());
        assertEquals("a/b", request.path());
        assertEquals(Optional.of("3"), request.header("CSeq"));
        assertEquals("NEXT".length(), in.remaining());
    }

    @Test
    void nonsenseIsRefused() {
        for (String text : new String[] {
            "GET / HTTP/1.1\r\n\r\n",
            "PLAY\r\n\r\n",
            TEXT.replace(": 2", ": -2"),
            TEXT.replace(": 2", ": 99999999"),
            "x".repeat(20_000)
        }) {
            assertThrows(RtspRequest.MalformedException.class, () -> RtspRequest.take(bytes(text)));
        }
    }

    @Test
    void noBytesDoMoreHarmThanARefusal() {
        Property.ofLists("any bytes are a request, too few, or refused", random -> random.nextInt(256), 300)
                .cases(300)
                .holds(list -> {
                    byte[] noise = new byte[list.size()];
                    for (int i = 0; i < noise.length; i++) {
                        noise[i] = (byte) (int) list.get(i);
                    }
                    ByteBuffer in = ByteBuffer.allocate(noise.length + 8)
                            .put(noise)
                            .put(bytes("\r\n\r\n"))
                            .flip();
                    try {
                        RtspRequest.take(in);
                    } catch (RtspRequest.MalformedException e) {
                        assertTrue(in.hasRemaining());
                    }
                });
    }
}
