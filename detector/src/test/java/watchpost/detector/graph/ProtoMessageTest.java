package watchpost.detector.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import watchpost.testkit.Peers;

final class ProtoMessageTest {
    /** The examples of the encoding's own description: field 1 = 150, field 2 = "testing", field 3 = a message with field 1 = 150. */
    private static final byte[] EXAMPLE = HexFormat.of().parseHex("089601" + "120774657374696e67" + "1a03089601");

    @Test
    void readsAndWritesTheExamplesOfTheFormat() {
        ProtoMessage read = ProtoMessage.parse(ByteBuffer.wrap(EXAMPLE));

        assertEquals(Optional.of(150L), read.number(1));
        assertEquals("testing", read.text(2));
        assertEquals(Optional.of(150L), read.message(3).orElseThrow().number(1));
        assertEquals(Optional.empty(), read.number(4));
        assertArrayEquals(EXAMPLE, read.toBytes());

        ProtoMessage built =
                ProtoMessage.EMPTY.with(1, 150).with(2, "testing").with(3, ProtoMessage.EMPTY.with(1, 150));
        assertArrayEquals(EXAMPLE, built.toBytes());
    }

    @Test
    void keepsNegativeNumbersAndFixedFields() {
        byte[] fixed = HexFormat.of().parseHex("0d01020304" + "110102030405060708" + "18ffffffffffffffffff01");
        ProtoMessage read = ProtoMessage.parse(ByteBuffer.wrap(fixed));
        assertEquals(Optional.of(-1L), read.number(3));
        assertArrayEquals(fixed, read.toBytes());
    }

    @Test
    void editsOnlyWhatItIsToldTo() {
        ProtoMessage edited = ProtoMessage.parse(ByteBuffer.wrap(EXAMPLE))
                .editing(3, inner -> inner.without(1).with(1, 7))
                .without(2);
        assertEquals("0896011a020807", HexFormat.of().formatHex(edited.toBytes()));
        assertEquals(
                List.of(),
                edited.withoutMessages(3, inner -> inner.number(1).equals(Optional.of(7L)))
                        .messages(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"08", "0896", "1207746573", "0b", "00", "08ffffffffffffffffffff01", "12ffffffffffffffffff01"})
    void refusesWhatIsNoMessage(String bytes) {
        ByteBuffer in = ByteBuffer.wrap(HexFormat.of().parseHex(bytes));
        assertThrows(IllegalArgumentException.class, () -> ProtoMessage.parse(in));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deimv2_atto.onnx",
                "nanodet_m_320.onnx",
                "picodet_s_320.onnx",
                "ssdlite_mobilenet_v2_300.onnx",
                "yolox_nano_416.onnx"
            })
    void givesAGraphBackByteForByte(String name) throws IOException {
        Path file = Peers.model(name);
        byte[] bytes = Files.readAllBytes(file);
        ProtoMessage model = ProtoMessage.parse(ByteBuffer.wrap(bytes));
        assertArrayEquals(bytes, model.editing(Onnx.MODEL_GRAPH, graph -> graph).toBytes());
    }
}
