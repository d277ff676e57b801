package watchpost.detector.onnx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import watchpost.detector.graph.GraphPreparation;

/**
 * The options of the accelerators by their names in ONNX Runtime.
 *
 * @see <a href="https://onnxruntime.ai/docs/execution-providers/TensorRT-ExecutionProvider.html">TensorRT</a>
 * @see <a href="https://onnxruntime.ai/docs/execution-providers/CUDA-ExecutionProvider.html">CUDA</a>
 */
final class ProviderOptions {
    /** Memory of the device that TensorRT may use while it builds and runs, in bytes. */
    private static final long WORKSPACE = 1L << 30;

    private static final String ON = "1";

    private ProviderOptions() {}

    /** Memory grows by what is asked for, not by doubling: other programs share the device, on a Jetson with the processors. */
    static Map<String, String> cuda() {
        return Map.of("arena_extend_strategy", "kSameAsRequested");
    }

    /**
     * @param graph the prepared graph
     * @param batches sizes to be ready for, ascending
     * @param folder where the engine is kept; empty to build anew each time
     */
    static Map<String, String> tensorRt(byte[] graph, List<Integer> batches, Optional<EngineFolder> folder) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("trt_max_workspace_size", String.valueOf(WORKSPACE));
        options.put("trt_fp16_enable", ON);
        options.put("trt_force_sequential_engine_build", ON);
        if (GraphPreparation.isQuantised(graph)) {
            options.put("trt_int8_enable", ON);
        }
        folder.ifPresent(kept -> {
            options.put("trt_engine_cache_enable", ON);
            options.put("trt_engine_cache_path", kept.path().toString());
            options.put("trt_engine_cache_prefix", "watchpost-" + kept.key());
            options.put("trt_timing_cache_enable", ON);
            options.put("trt_timing_cache_path", kept.path().toString());
        });
        int most = batches.get(batches.size() - 1);
        if (most > 1) {
            Map<String, List<Integer>> open = GraphPreparation.openTensors(graph);
            options.put("trt_profile_min_shapes", shapes(open, 1));
            options.put("trt_profile_opt_shapes", shapes(open, batches.get(batches.size() / 2)));
            options.put("trt_profile_max_shapes", shapes(open, most));
        }
        return options;
    }

    /** What an engine depends on besides the graph, one thing a line. */
    static String about(List<Integer> batches, boolean quantised, String runtime, Machine machine) {
        return String.join(
                "\n",
                "runtime " + runtime,
                "TensorRT " + machine.tensorRt(),
                "CUDA " + machine.cuda(),
                "GPU " + machine.gpu(),
                "driver " + machine.driver(),
                "precision " + (quantised ? "int8, fp16" : "fp16"),
                "batches " + batches);
    }

    private static String shapes(Map<String, List<Integer>> tensors, int batch) {
        return tensors.entrySet().stream()
                .map(tensor -> tensor.getKey() + ":"
                        + tensor.getValue().stream()
                                .map(size -> String.valueOf(size < 0 ? batch : size))
                                .collect(Collectors.joining("x")))
                .collect(Collectors.joining(","));
    }
}
