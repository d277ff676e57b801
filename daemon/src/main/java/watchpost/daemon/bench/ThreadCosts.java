package watchpost.daemon.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** CPU time of this process by groups of threads, Java's and the virtual machine's own, as the kernel counts it. */
record ThreadCosts(Map<String, Long> nanos) {
    static final ThreadCosts NOTHING = new ThreadCosts(Map.of());

    private static final String COMPILER = "compiler";
    private static final Path TASKS = Path.of("/proc/self/task");

    /** Since the start of each thread that lives now; empty where the kernel does not tell. */
    static ThreadCosts now() throws IOException {
        Map<String, Long> nanos = new TreeMap<>();
        if (Files.isDirectory(TASKS)) {
            try (DirectoryStream<Path> threads = Files.newDirectoryStream(TASKS)) {
                for (Path thread : threads) {
                    add(thread, nanos);
                }
            }
        }
        return new ThreadCosts(nanos);
    }

    private static void add(Path thread, Map<String, Long> nanos) {
        try {
            String name = Files.readString(thread.resolve("comm")).strip();
            String spent = Files.readString(thread.resolve("schedstat")).strip();
            nanos.merge(group(name), Long.parseLong(spent.substring(0, spent.indexOf(' '))), Long::sum);
        } catch (IOException ended) {
            // a thread that ended between listing and reading has nothing to tell
        }
    }

    /** "infer-1" belongs to "infer", "capture-gate" to "capture", "C2 CompilerThre" to the just-in-time compiler. */
    private static String group(String name) {
        if (name.contains("Compiler")) {
            return COMPILER;
        }
        if (name.startsWith("GC ") || name.startsWith("G1 ") || name.startsWith("VM ")) {
            return "virtual machine";
        }
        int dash = name.indexOf('-');
        return dash > 0 ? name.substring(0, dash) : name;
    }

    /** What was spent since {@code before}. */
    ThreadCosts since(ThreadCosts before) {
        Map<String, Long> spent = new TreeMap<>();
        nanos.forEach((group, now) -> spent.put(group, now - before.nanos.getOrDefault(group, 0L)));
        return new ThreadCosts(spent);
    }

    ThreadCosts plus(ThreadCosts other) {
        Map<String, Long> sum = new TreeMap<>(nanos);
        other.nanos.forEach((group, spent) -> sum.merge(group, spent, Long::sum));
        return new ThreadCosts(sum);
    }

    /** In CPU milliseconds for each of {@code pictures}, the largest first. */
    Map<String, Double> perPicture(long pictures) {
        Map<String, Double> millis = new LinkedHashMap<>();
        nanos.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue() / 1e6 / pictures))
                .filter(entry -> entry.getValue() >= 0.005)
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
                .forEach(entry -> millis.put(entry.getKey(), entry.getValue()));
        return millis;
    }

    /** The share of the just-in-time compiler, 0..1. */
    double compilerShare() {
        double all = nanos.values().stream().mapToDouble(Long::doubleValue).sum();
        return all <= 0 ? 0 : nanos.getOrDefault(COMPILER, 0L) / all;
    }

    /** One line: "infer 9.80, capture 1.20". */
    static String spoken(Map<String, Double> millis) {
        StringBuilder text = new StringBuilder();
        millis.forEach((group, spent) ->
                text.append(String.format(Locale.ROOT, "%s%s %.2f", text.length() == 0 ? "" : ", ", group, spent)));
        return text.toString();
    }
}
