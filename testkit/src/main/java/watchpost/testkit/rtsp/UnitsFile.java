package watchpost.testkit.rtsp;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A clip as the script of {@link GstCamera} reads it: lengths and times before the pictures. */
final class UnitsFile {
    private UnitsFile() {}

    static Path write(Clip clip, Path file) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeLong(clip.length());
            for (AccessUnit picture : clip.pictures()) {
                byte[] bytes = clip.format().stream(picture);
                out.writeLong(picture.presentAt());
                out.writeInt(bytes.length);
                out.write(bytes);
            }
        }
        return file;
    }
}
