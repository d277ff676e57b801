package watchpost.testkit.rtsp;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A clip as the script of {@link GstCamera} reads it: lengths and times before pictures with start codes. */
final class UnitsFile {
    private static final byte[] START_CODE = {0, 0, 0, 1};

    private UnitsFile() {}

    static Path write(Clip clip, Path file) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeLong(clip.length());
            for (AccessUnit picture : clip.pictures()) {
                byte[] bytes = withStartCodes(clip.format(), picture);
                out.writeLong(picture.presentAt());
                out.writeInt(bytes.length);
                out.write(bytes);
            }
        }
        return file;
    }

    private static byte[] withStartCodes(PayloadFormat format, AccessUnit picture) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : format.parts(picture)) {
            bytes.writeBytes(START_CODE);
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }
}
