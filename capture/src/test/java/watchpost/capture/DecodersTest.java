package watchpost.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import watchpost.capture.ffmpeg.DecoderKind;
import watchpost.capture.ffmpeg.DecoderOrder;
import watchpost.core.event.CameraState;
import watchpost.core.id.CameraId;
import watchpost.core.id.SourceUrl;

/** Decoders asked for by name on a machine that has none of them: every picture comes, and each is said to be missing once. */
@Isolated
class DecodersTest {
    private static final Logger LOG = Logger.getLogger("watchpost.capture");

    private final Queue<LogRecord> records = new ConcurrentLinkedQueue<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        boolean hardware = FfmpegRuntime.inspect().decoders().stream()
                .anyMatch(decoder -> decoder.kind() != DecoderKind.SOFTWARE && decoder.opens());
        Assumptions.assumeFalse(hardware, "this machine has a hardware decoder");
        LOG.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        LOG.removeHandler(handler);
    }

    @Test
    void decodersThatWereNamedAndAreNotThereAreSaidOnceAndDecodingGoesOn() throws Exception {
        DecoderOrder asked = new DecoderOrder(DecoderOrder.AUTO.hardware(), true);
        play(asked);
        List<String> warnings = warnings();
        assertEquals(asked.hardware().size(), warnings.size(), warnings::toString);
        for (int i = 0; i < warnings.size(); i++) {
            String expected =
                    "Camera gate: the decoder " + asked.hardware().get(i).word();
            assertTrue(warnings.get(i).startsWith(expected), warnings.get(i));
            assertTrue(warnings.get(i).contains("software at last"), warnings.get(i));
        }
    }

    @Test
    void autoSaysNothingOfWhatIsNotThere() throws Exception {
        play(DecoderOrder.AUTO);
        assertEquals(List.of(), warnings());
    }

    private static void play(DecoderOrder order) throws InterruptedException {
        CameraSettings settings = new CameraSettings(
                        new CameraId("gate"),
                        new SourceUrl(TestClips.h264().toString()),
                        Transport.AUTO,
                        TestClips.SHAPE,
                        0,
                        Timers.DEFAULT)
                .with(order);
        try (Watched gate = Watched.start(settings)) {
            gate.frames(30);
            gate.status(CameraState.DISABLED);
            assertEquals(30, gate.camera.counters().decoded());
            assertEquals(DecoderKind.SOFTWARE, gate.camera.decoder());
        }
    }

    private List<String> warnings() {
        return records.stream()
                .filter(record -> record.getLevel().equals(Level.WARNING))
                .map(LogRecord::getMessage)
                .filter(message -> message.contains("decoder"))
                .toList();
    }
}
