package watchpost.daemon.bench;

import java.io.IOException;
import java.nio.file.Path;
import watchpost.testkit.mqtt.EmbeddedBroker;
import watchpost.testkit.rtsp.ClipCamera;
import watchpost.testkit.rtsp.ClipCameraBuilder;

/**
 * The cameras and the broker of the benchmark, in a process of their own so that their cost is not counted as ours. Says its two ports
 * on one line and ends when its standard input does.
 */
public final class LoadServer {
    private LoadServer() {}

    /** @param arguments the clip and the number of cameras */
    public static void main(String[] arguments) throws IOException {
        ClipCameraBuilder builder = ClipCamera.builder().clip(Path.of(arguments[0]));
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            builder.mount(mount(i));
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                ClipCamera cameras = builder.start()) {
            System.out.println(cameras.port() + " " + broker.port());
            while (System.in.read() >= 0) {
                // until whoever started this has gone
            }
        }
    }

    static String mount(int index) {
        return "cam-" + index;
    }
}
