package watchpost.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Objects;
import watchpost.core.geometry.Size;

/**
 * The clip that comes with the testkit: pedestrians seen by a still camera, H.264 without B pictures, a key picture every 2 s. Its
 * origin and licences are in the NOTICE beside it. Any thread.
 */
public final class BundledClip {
    public static final Size SIZE = new Size(768, 576);
    public static final int FRAMES = 795;
    public static final int FPS = 10;

    private static final String NAME = "vtest-h264.mp4";

    private BundledClip() {}

    /**
     * A readable file with the clip. From a jar it is unpacked once into the temporary folder and used again by later runs.
     *
     * @throws UncheckedIOException if the temporary folder cannot be written
     */
    public static Path path() {
        URL resource = Objects.requireNonNull(BundledClip.class.getResource("clip/" + NAME), NAME);
        try {
            return "file".equals(resource.getProtocol())
                    ? Path.of(URI.create(resource.toString()))
                    : unpacked(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot unpack the bundled clip into the temporary folder: " + e.getMessage(), e);
        }
    }

    /** The content of {@code resource} as a file of the temporary folder. */
    static Path unpacked(URL resource) throws IOException {
        byte[] content;
        try (InputStream in = resource.openStream()) {
            content = in.readAllBytes();
        }
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        Path target = folder.resolve("watchpost-" + System.getProperty("user.name") + "-" + NAME);
        if (Files.isReadable(target) && Arrays.equals(Files.readAllBytes(target), content)) {
            return target;
        }
        Path fresh = Files.createTempFile(folder, "watchpost-", ".part");
        Files.write(fresh, content);
        return Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
