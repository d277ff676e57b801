package watchpost.daemon.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import watchpost.testkit.mqtt.EmbeddedBroker;
import watchpost.testkit.rtsp.ClipCamera;
import watchpost.testkit.rtsp.ClipCameraBuilder;

/**
 * The cameras and the broker of the benchmark, in a process of their own so that their cost is not counted as ours. Like cameras of a
 * site they show different moments, and their rates differ by up to 2 %, so that their pictures come now together, now one after the
 * other. Says its two ports on one line, then takes {@code stop}, {@code go} and {@code rate} with pictures per second, a line each, and
 * ends when its standard input does.
 */
public final class LoadServer {
    static final String STOP = "stop";
    static final String GO = "go";
    static final String RATE = "rate ";

    private static final double RATES_APART = 0.02;
    /** Multiples of it lie far from each other, whatever their number. */
    private static final double GOLDEN = 0.618034;

    private static final long CLIP_SECONDS = 60;

    private LoadServer() {}

    /** @param arguments the clip, the number of cameras and the mean of their pictures per second */
    public static void main(String[] arguments) throws IOException {
        Path clip = Path.of(arguments[0]);
        int number = Integer.parseInt(arguments[1]);
        double rate = Double.parseDouble(arguments[2]);
        LoadClock clock = new LoadClock();
        ClipCameraBuilder builder = ClipCamera.builder().clip(clip).ticker(clock);
        for (int i = 0; i < number; i++) {
            builder.mount(mount(i), Duration.ofMillis(Math.round(1000 * CLIP_SECONDS * (i * GOLDEN % 1))));
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                ClipCamera cameras = builder.start()) {
            play(cameras, clip, number, rate);
            System.out.println(cameras.port() + " " + broker.port());
            BufferedReader wishes = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String wish = wishes.readLine(); wish != null; wish = wishes.readLine()) {
                if (wish.equals(STOP)) {
                    clock.stop();
                } else if (wish.equals(GO)) {
                    clock.go();
                } else if (wish.startsWith(RATE)) {
                    play(cameras, clip, number, Double.parseDouble(wish.substring(RATE.length())));
                }
            }
        }
    }

    private static void play(ClipCamera cameras, Path clip, int number, double rate) {
        for (int i = 0; i < number; i++) {
            cameras.play(mount(i), clip, rate * (1 + RATES_APART * ((i + 0.5) / number - 0.5)));
        }
    }

    static String mount(int index) {
        return "cam-" + index;
    }
}
