package watchpost.alerts.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptTest {
    private static final String HEAD = "{\"schema\":\"watchpost.receipt/1\",\"epoch\":\"e1\",\"ranges\":";

    private static Optional<Receipt> read(String text) {
        return Receipt.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aReceiptNamesEpochAndRanges() {
        assertEquals(
                Optional.of(new Receipt("e1", List.of(new Gap.Range(1, 1042), new Gap.Range(1045, 1045)))),
                read(HEAD + "[[1,1042],[1045,1045]],\"a_later_field\":1}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "not JSON",
                "{\"epoch\":\"e1\",\"ranges\":[[1,2]]}",
                "{\"schema\":\"watchpost.receipt/1\",\"ranges\":[[1,2]]}",
                HEAD + "[]}",
                HEAD + "{\"1\":[1,2]}}",
                HEAD + "7}",
                HEAD + "[[0,2]]}",
                HEAD + "[[-1,2]]}",
                HEAD + "[[2,1]]}",
                HEAD + "[[1]]}",
                HEAD + "[[1,2,3]]}",
                HEAD + "[[1,2.5]]}",
                HEAD + "[[1,\"2\"]]}",
                HEAD + "[[1,99999999999999999999]]}",
                HEAD + "[[1,5],[5,6]]}",
                HEAD + "[[5,6],[1,2]]}",
                HEAD + "[[1,2]]",
            })
    void anythingElseIsNone(String text) {
        assertEquals(Optional.empty(), read(text));
    }

    @Test
    void neitherIsWhatIsTooLongOrTooDeep() {
        StringBuilder many = new StringBuilder(HEAD).append('[');
        for (int i = 0; i <= 100; i++) {
            many.append(i == 0 ? "" : ",")
                    .append('[')
                    .append(3 * i + 1)
                    .append(',')
                    .append(3 * i + 2)
                    .append(']');
        }
        assertEquals(Optional.empty(), read(many + "]}"));
        assertEquals(Optional.empty(), read(HEAD + "[[1,2]]" + " ".repeat(5000) + "}"));
        assertEquals(Optional.empty(), read(HEAD + "[".repeat(4000)));
        assertEquals(Optional.empty(), read("{\"a\":".repeat(800)));
    }

    @Test
    void noNoiseIsAReceiptOrATrouble() {
        SplittableRandom random = new SplittableRandom(7);
        byte[] good = (HEAD + "[[1,1042],[1045,1045]]}").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 2000; i++) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            assertEquals(Optional.empty(), Receipt.read(noise));
            byte[] bent = good.clone();
            bent[random.nextInt(bent.length)] = (byte) random.nextInt(256);
            Receipt.read(bent)
                    .ifPresent(receipt -> assertEquals(2, receipt.ranges().size()));
        }
    }
}
