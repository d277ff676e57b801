package watchpost.daemon.box;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import watchpost.capture.CameraSettings;
import watchpost.capture.ffmpeg.DecoderKind;
import watchpost.capture.ffmpeg.DecoderOrder;
import watchpost.capture.scene.SceneVerdict;
import watchpost.config.ConfigFile;
import watchpost.config.ConfigResult;
import watchpost.config.Reading;
import watchpost.core.geometry.Letterbox;
import watchpost.core.geometry.Size;
import watchpost.core.vision.FrameShape;
import watchpost.core.vision.PixelOrder;

/** The words of the configuration arrive at capture as what they mean there. */
class MappingTest {
    private static final FrameShape SHAPE =
            new FrameShape(new Size(416, 416), PixelOrder.BGR, Letterbox.Fit.CENTRED, 0);

    @Test
    void namedDecodersAreTriedInTheirOrderAndSoftwareIsAlwaysLast() {
        CameraSettings camera = camera("decoders: [vaapi, v4l2m2m, nvmpi, nvv4l2dec, nvdec, software]");
        assertEquals(
                List.of(
                        DecoderKind.VAAPI,
                        DecoderKind.V4L2M2M,
                        DecoderKind.NVMPI,
                        DecoderKind.NVV4L2DEC,
                        DecoderKind.NVDEC),
                camera.decode().decoders().hardware());
        assertEquals(DecoderOrder.AUTO, camera("decoders: auto").decode().decoders());
        assertEquals(DecoderOrder.SOFTWARE, camera("loop: false").decode().decoders());
    }

    @Test
    void sceneChecksAndTheRateOfAFolder() {
        CameraSettings camera = camera("scene-checks: [frozen, black, covered], folder-rate: 2 fps");
        assertEquals(Set.of(SceneVerdict.FROZEN, SceneVerdict.BLACK, SceneVerdict.COVERED), camera.sceneChecks());
        assertEquals(2, camera.playback().folderFps());
        assertEquals(Set.of(), camera("scene-checks: off").sceneChecks());
        assertEquals(
                Set.of(SceneVerdict.FROZEN, SceneVerdict.BLACK, SceneVerdict.COVERED, SceneVerdict.MOVED),
                camera("loop: false").sceneChecks());
    }

    private static CameraSettings camera(String keys) {
        String text = "cameras: {gate: {url: rtsp://10.0.0.5/a, " + keys + "}}";
        ConfigResult.Valid valid = (ConfigResult.Valid) ConfigFile.parse(text, "test.yaml", Reading.strict());
        return Mapping.camera(valid.config().cameras().get(0), SHAPE, 1 << 20);
    }
}
