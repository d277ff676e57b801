package watchpost.detector.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.detector.DetectorSettings;
import watchpost.detector.TestingCards;
import watchpost.detector.graph.GraphPreparation;
import watchpost.detector.graph.TestingGraph;
import watchpost.detector.model.Model;
import watchpost.detector.model.ModelCard.Target;

/** What accelerators are opened with, up to their refusal: no machine that runs this has one for sure. */
final class ProviderOptionsTest {
    private static final List<Integer> SIZES = List.of(1, 2, 4, 8, 16);
    private static final Machine MACHINE = new Machine("NVIDIA L4", "570.1", "10.9.0", "12.8.90");

    @TempDir
    Path folder;

    @Test
    void profilesCoverEveryTensorThatTensorRtMayBeginWith() throws IOException {
        byte[] graph = GraphPreparation.fold(
                openGraph(), card().load(openGraph(), folder).card().input(), true);
        Map<String, String> options = ProviderOptions.tensorRt(graph, SIZES, Optional.empty());
        String shapes = "watchpost/pixels:%1$dx32x64x3,watchpost/pixels/0:%1$dx3x32x64,"
                + "watchpost/pixels/1:%1$dx3x32x64,watchpost/pixels/2:%1$dx3x32x64,input:%1$dx3x32x64";
        assertEquals(
                Map.of(
                        "trt_max_workspace_size",
                        "1073741824",
                        "trt_fp16_enable",
                        "1",
                        "trt_force_sequential_engine_build",
                        "1",
                        "trt_profile_min_shapes",
                        shapes.formatted(1),
                        "trt_profile_opt_shapes",
                        shapes.formatted(4),
                        "trt_profile_max_shapes",
                        shapes.formatted(16)),
                options);
        assertEquals(Map.of("arena_extend_strategy", "kSameAsRequested"), ProviderOptions.cuda());
    }

    @Test
    void engineAndTimingsAreKeptUnderTheKeyAndAQuantisedGraphIsComputedInWholeNumbers() {
        Model model = Model.builtIn();
        byte[] fp16 = model.graph(model.variantFor(Target.ACCELERATOR));
        byte[] int8 = model.graph(model.variantFor(Target.CPU));
        assertFalse(ProviderOptions.tensorRt(fp16, List.of(1), Optional.empty()).containsKey("trt_int8_enable"));
        EngineFolder kept = EngineFolder.in(folder, int8, "this machine");
        Map<String, String> options = ProviderOptions.tensorRt(int8, List.of(1), Optional.of(kept));
        assertEquals(
                Map.of(
                        "trt_max_workspace_size", "1073741824",
                        "trt_fp16_enable", "1",
                        "trt_force_sequential_engine_build", "1",
                        "trt_int8_enable", "1",
                        "trt_engine_cache_enable", "1",
                        "trt_engine_cache_path", folder.resolve(kept.key()).toString(),
                        "trt_engine_cache_prefix", "watchpost-" + kept.key(),
                        "trt_timing_cache_enable", "1",
                        "trt_timing_cache_path", folder.resolve(kept.key()).toString()),
                options);
    }

    @Test
    void theKeyChangesWithEverythingThatTheEngineDependsOn() {
        String about = ProviderOptions.about(SIZES, false, "1.28.0", MACHINE);
        assertEquals(
                "runtime 1.28.0\nTensorRT 10.9.0\nCUDA 12.8.90\nGPU NVIDIA L4\ndriver 570.1\nprecision fp16\nbatches [1, 2, 4, 8, 16]",
                about);
        String key = key("graph", about);
        assertEquals(key, key("graph", about));
        assertNotEquals(key, key("grapf", about));
        Stream.of(
                        ProviderOptions.about(List.of(1), false, "1.28.0", MACHINE),
                        ProviderOptions.about(SIZES, true, "1.28.0", MACHINE),
                        ProviderOptions.about(SIZES, false, "1.29.0", MACHINE),
                        ProviderOptions.about(
                                SIZES, false, "1.28.0", new Machine("NVIDIA L40", "570.1", "10.9.0", "12.8.90")),
                        ProviderOptions.about(
                                SIZES, false, "1.28.0", new Machine("NVIDIA L4", "571.0", "10.9.0", "12.8.90")),
                        ProviderOptions.about(
                                SIZES, false, "1.28.0", new Machine("NVIDIA L4", "570.1", "10.8.0", "12.8.90")),
                        ProviderOptions.about(
                                SIZES, false, "1.28.0", new Machine("NVIDIA L4", "570.1", "10.9.0", "12.6.20")))
                .forEach(other -> assertNotEquals(key, key("graph", other), other));
    }

    @Test
    void theFoldersUsedLastAreKept() throws IOException {
        Path foreign = Files.createDirectory(folder.resolve("somebody's"));
        for (int i = 0; i < 6; i++) {
            EngineFolder made = EngineFolder.in(folder, new byte[] {(byte) i}, "machine");
            Files.writeString(made.path().resolve("x.engine"), "engine");
            Files.setLastModifiedTime(made.path(), FileTime.from(Instant.now().minusSeconds(60 - i)));
            assertTrue(made.hasEngine());
        }
        EngineFolder last = EngineFolder.in(folder, new byte[] {2}, "machine");
        assertTrue(last.hasEngine(), "used again");
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(5, left.count());
        }
        assertTrue(Files.exists(foreign));
        assertFalse(EngineFolder.in(folder, new byte[] {0}, "machine").hasEngine(), "the oldest is gone");
    }

    @Test
    void aFolderThatCannotBeWrittenIsToldInOneSentence() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        String sentence = assertThrows(InferenceException.class, () -> EngineFolder.in(file, new byte[1], "machine"))
                .getMessage();
        assertTrue(sentence.startsWith(file + " cannot be written, where engines are kept: "), sentence);
    }

    @Test
    void theMachineIsReadFromTheSystemsFiles() throws IOException {
        write("proc/driver/nvidia/gpus/0000:01:00.0/information", "Model: \t\t NVIDIA L4\nIRQ: 1\n");
        write("proc/driver/nvidia/version", "NVRM version: 570.133.20\nGCC version: 12\n");
        write("usr/lib/x86_64-linux-gnu/libnvinfer.so.10", "");
        write("usr/lib/x86_64-linux-gnu/libnvinfer.so.10.9.0", "");
        write("usr/local/cuda/lib64/libcudart.so.12.8.90", "");
        assertEquals(new Machine("NVIDIA L4", "NVRM version: 570.133.20", "10.9.0", "12.8.90"), Machine.read(folder));

        Path jetson = folder.resolve("jetson");
        write("jetson/proc/device-tree/model", "NVIDIA Jetson Orin Nano Developer Kit\0");
        write("jetson/etc/nv_tegra_release", "# R36 (release), REVISION: 4.3\n");
        assertEquals(
                new Machine(
                        "NVIDIA Jetson Orin Nano Developer Kit",
                        "# R36 (release), REVISION: 4.3",
                        "unknown",
                        "unknown"),
                Machine.read(jetson));
        assertEquals(new Machine("unknown", "unknown", "unknown", "unknown"), Machine.read(folder.resolve("none")));
    }

    @Test
    void withoutTensorRtNothingIsKept() throws IOException {
        Model model = card().load(openGraph(), folder);
        Path engines = folder.resolve("engines");
        DetectorSettings settings = DetectorSettings.defaults().keepingEnginesIn(engines);
        assertEquals(engines, settings.acceleration().engines().orElseThrow());
        byte[] graph = model.graph(model.variantFor(Target.ACCELERATOR));
        for (Provider provider : List.of(Provider.CUDA, Provider.CPU)) {
            assertEquals(
                    Optional.empty(), SessionOptions.engines(graph, provider, List.of(1), settings.acceleration()));
        }
        assertFalse(Files.exists(engines));
    }

    private String key(String graph, String about) {
        return EngineFolder.in(folder, graph.getBytes(StandardCharsets.UTF_8), about)
                .key();
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static byte[] openGraph() {
        return TestingGraph.ofBatches(64, 32)
                .output("output0", List.of(1, 5, 42), new float[5 * 42])
                .bytes();
    }

    private static TestingCards card() {
        return new TestingCards().with("family", "yolov8").with("size", "64x32").with("classes", "[person]");
    }
}
