package watchpost.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import watchpost.config.text.WrongValueException;
import watchpost.config.yaml.Entry;
import watchpost.config.yaml.Section;

/** The block {@code webhook}. */
final class WebhookReader {
    private static final long USUAL_OUTBOX = 64L << 20;

    private final NamedFiles files;

    WebhookReader(NamedFiles files) {
        this.files = files;
    }

    Optional<WebhookConfig> read(Entry entry) {
        try (Section section = entry.section()) {
            Optional<URI> url = section.need("url").flatMap(text -> text.read(WebhookReader::url));
            Optional<Path> secret = section.need("secret-file").flatMap(files::passwordFile);
            Optional<Path> ca = section.take("ca-file").flatMap(files::existing);
            boolean quiet = section.read("quiet", Readers.YES_OR_NO, false);
            boolean measurements = section.read("measurements", Readers.YES_OR_NO, false);
            boolean pictures = section.read("picture", Readers.YES_OR_NO, false);
            long bytes = section.read("outbox", Readers.bytes("1 MiB"), USUAL_OUTBOX);
            return url.flatMap(address ->
                    secret.map(file -> new WebhookConfig(address, file, ca, quiet, measurements, pictures, bytes)));
        }
    }

    /** The messages do not repeat the URL: it may hold a secret. */
    private static URI url(String text) throws WrongValueException {
        String hint = "write it such as https://alarms.example.com/in";
        try {
            URI url = new URI(text);
            if (!"https".equals(url.getScheme())) {
                throw new WrongValueException("the URL does not begin with https://", hint);
            }
            if (url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
                throw new WrongValueException("the URL has no host, or credentials, or a #", hint);
            }
            return url;
        } catch (URISyntaxException e) {
            throw new WrongValueException("this is not a URL", hint);
        }
    }
}
