package watchpost.daemon.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** {@link LoadServer} as a child process. */
final class LoadProcess implements AutoCloseable {
    private final Process process;
    private final int rtspPort;
    private final int brokerPort;

    private LoadProcess(Process process, int rtspPort, int brokerPort) {
        this.process = process;
        this.rtspPort = rtspPort;
        this.brokerPort = brokerPort;
    }

    static LoadProcess start(Path clip, int cameras, double framesPerSecond) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                        "-Dorg.bytedeco.javacpp.maxBytes=0",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoadServer.class.getName(),
                        clip.toString(),
                        Integer.toString(cameras),
                        Double.toString(framesPerSecond))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = said.readLine();
        if (line == null) {
            process.destroyForcibly();
            throw new IOException("the benchmark's cameras did not start.");
        }
        int space = line.indexOf(' ');
        return new LoadProcess(
                process, Integer.parseInt(line.substring(0, space)), Integer.parseInt(line.substring(space + 1)));
    }

    String camera(int index) {
        return "rtsp://127.0.0.1:" + rtspPort + "/" + LoadServer.mount(index);
    }

    String broker() {
        return "mqtt://127.0.0.1:" + brokerPort;
    }

    /** The cameras send nothing until they {@link #go} on. */
    void stop() throws IOException {
        tell(LoadServer.STOP);
    }

    void go() throws IOException {
        tell(LoadServer.GO);
    }

    /** From now on each camera sends so many pictures a second. */
    void rate(double framesPerSecond) throws IOException {
        tell(LoadServer.RATE + framesPerSecond);
    }

    private void tell(String wish) throws IOException {
        OutputStream in = process.getOutputStream();
        in.write((wish + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    /** CPU time that it has used. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
