package watchpost.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import watchpost.config.text.WrongValueException;
import watchpost.config.yaml.Entry;
import watchpost.config.yaml.Section;
import watchpost.core.id.SourceUrl;

/** The block {@code tls} of a camera. */
final class CameraTlsReader {
    private final NamedFiles files;

    CameraTlsReader(NamedFiles files) {
        this.files = files;
    }

    CameraConfig.Tls read(Optional<Entry> entry, Optional<SourceUrl> url) {
        if (entry.isEmpty()) {
            return CameraConfig.Tls.DEFAULT;
        }
        if (url.isPresent() && !url.get().scheme().equals("rtsps")) {
            entry.get().wrongKey("has no use here", "only rtsps:// cameras have a certificate");
        }
        try (Section section = entry.get().section()) {
            Optional<Path> caFile = section.take("ca-file").flatMap(files::existing);
            Optional<String> fingerprint =
                    section.take("fingerprint").flatMap(found -> found.read(CameraTlsReader::fingerprint));
            boolean insecure = section.read("insecure", Readers.oneOf(Map.of("true", true, "false", false)), false);
            long chosen = Stream.of(caFile.isPresent(), fingerprint.isPresent(), insecure)
                    .filter(set -> set)
                    .count();
            if (chosen > 1) {
                section.wrong("ca-file, fingerprint and insecure exclude each other", "keep one of them");
            }
            return new CameraConfig.Tls(caFile, fingerprint, insecure);
        }
    }

    private static String fingerprint(String text) throws WrongValueException {
        if (!text.replace(":", "").matches("[0-9a-fA-F]{64}")) {
            throw new WrongValueException(
                    "this is no SHA-256 fingerprint: those have 64 hexadecimal digits",
                    "watchpost names the camera's when it refuses it");
        }
        return text;
    }
}
