package watchpost.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import watchpost.capture.ffmpeg.DecoderKind;
import watchpost.core.geometry.Size;
import watchpost.core.id.SourceUrl;

class ProbeTest {
    private static final Duration WATCH = Duration.ofSeconds(10);

    @Test
    void tellsWhatAFileHolds() throws Exception {
        ProbeReport report = Probe.probe(new SourceUrl(TestClips.h264().toString()), Transport.AUTO, WATCH);
        assertEquals("h264", report.codec());
        assertEquals("Constrained Baseline", report.profile());
        assertEquals(new Size(640, 360), report.size());
        assertEquals(15, report.fps(), 0.1);
        assertEquals(
                Optional.of(Duration.ofSeconds(1)),
                report.keyFrameInterval().map(d -> Duration.ofMillis(d.toMillis())));
        assertTrue(report.timestampsGood());
        assertEquals(Optional.empty(), report.transport());
        assertEquals(Optional.empty(), report.audio());
        assertTrue(report.bitsPerSecond() > 50_000 && report.bitsPerSecond() < 5_000_000, "" + report.bitsPerSecond());
    }

    @Test
    void advisesAgainstMjpeg() throws Exception {
        ProbeReport report = Probe.probe(new SourceUrl(TestClips.mjpeg().toString()), Transport.AUTO, WATCH);
        assertEquals("mjpeg", report.codec());
        assertTrue(report.advice().stream().anyMatch(sentence -> sentence.contains("MJPEG")), report.toString());
    }

    @Test
    void saysWhyNothingComes() throws Exception {
        int port;
        try (ServerSocket once = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = once.getLocalPort();
        }
        SourceUrl url = new SourceUrl("rtsp://admin:s3cret@127.0.0.1:" + port + "/live");
        CaptureException e = assertThrows(CaptureException.class, () -> Probe.probe(url, Transport.TCP, WATCH));
        assertEquals(CaptureException.Kind.REFUSED, e.kind());
        assertFalse(e.getMessage().contains("s3cret"), e.getMessage());
    }

    @Test
    void knowsItsOwnRuntime() {
        FfmpegRuntime runtime = FfmpegRuntime.inspect();
        assertTrue(runtime.release().matches("\\d+\\..*"), runtime.release());
        assertTrue(runtime.libraries().contains("avcodec "), runtime.libraries());
        assertTrue(runtime.file().orElseThrow().toString().contains("libavcodec"), runtime.toString());
        for (String needed : new String[] {"h264", "hevc"}) {
            assertTrue(
                    runtime.decoders().contains(new FfmpegRuntime.Decoder(DecoderKind.SOFTWARE, needed, true, true)),
                    needed + " in " + runtime);
            assertTrue(
                    runtime.decoders().contains(new FfmpegRuntime.Decoder(DecoderKind.NVMPI, needed, false, false)),
                    runtime.toString());
        }
    }
}
