package watchpost.config;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import watchpost.config.text.ClosestWord;
import watchpost.config.text.WrongValueException;
import watchpost.config.yaml.Entry;
import watchpost.config.yaml.Section;
import watchpost.core.id.SourceUrl;

/**
 * The keys {@code url}, {@code username} and {@code password-file} of a camera. No message repeats any part of a URL that may be a
 * credential.
 */
final class CameraUrlReader {
    private static final List<String> LIVE = List.of("rtsp", "rtsps");

    private final NamedFiles files;

    CameraUrlReader(NamedFiles files) {
        this.files = files;
    }

    /** Where the pictures come from, with the credentials filled in; empty if that cannot be told, which is reported. */
    Optional<SourceUrl> read(Section section) {
        Optional<Entry> entry = section.need("url");
        Optional<Entry> name = section.take("username");
        Optional<Entry> file = section.take("password-file");
        Optional<String> url = entry.flatMap(found -> found.read(this::url));
        Optional<String> username = name.flatMap(Entry::text);
        Optional<Secret> password = file.flatMap(files::password);
        if (name.isPresent() != file.isPresent()) {
            section.wrong("username and password-file go together", "");
            return url.map(SourceUrl::new);
        }
        if (url.isEmpty() || username.isEmpty() || password.isEmpty()) {
            return url.map(SourceUrl::new);
        }
        if (!LIVE.contains(scheme(url.get()))) {
            name.get().wrongKey("has no use here", "only rtsp:// and rtsps:// cameras ask for a password");
            return Optional.empty();
        }
        if (authority(url.get()).contains("@")) {
            name.get()
                    .wrongKey(
                            "the url holds credentials too",
                            "use either those in the url or username and password-file");
            return Optional.empty();
        }
        int machine = url.get().indexOf("://") + 3;
        String login = encoded(username.get()) + ":" + encoded(password.get().reveal()) + "@";
        return Optional.of(new SourceUrl(
                url.get().substring(0, machine) + login + url.get().substring(machine)));
    }

    private String url(String text) throws WrongValueException {
        if (text.startsWith("v4l2:")) {
            if (!text.startsWith("v4l2:/dev/")) {
                throw new WrongValueException("the URL names no device", "write it such as v4l2:/dev/video0");
            }
            return text;
        }
        if (text.startsWith("file:")) {
            return "file:" + existing(text.substring("file:".length()).replaceFirst("^//(?=/)", ""));
        }
        if (text.contains("://")) {
            return live(text);
        }
        if (text.matches("[a-z0-9]{2,8}:.*") && !text.contains(".")) {
            throw new WrongValueException("the URL has an unknown scheme", "use rtsp://, rtsps://, file: or v4l2:");
        }
        return existing(text).toString();
    }

    private static String live(String text) throws WrongValueException {
        String scheme = scheme(text);
        if (!LIVE.contains(scheme)) {
            String meant = ClosestWord.closest(scheme, LIVE)
                    .map(found -> "did you mean " + found + "://")
                    .orElse("use rtsp://, rtsps://, file: or v4l2:");
            throw new WrongValueException("the URL has the unknown scheme " + scheme + "://", meant);
        }
        if (text.chars().anyMatch(Character::isWhitespace)) {
            throw new WrongValueException("the URL holds a blank", "write a blank in a URL as %20");
        }
        String authority = authority(text);
        int at = authority.lastIndexOf('@');
        String rest = text.substring(text.indexOf("://") + 3 + authority.length());
        try {
            HostAndPort.parse(authority.substring(at + 1));
        } catch (WrongValueException e) {
            if (at < 0 && rest.contains("@")) {
                throw new WrongValueException(
                        "the URL cannot be taken apart: its password seems to hold a '/', '?' or '#'",
                        "use username and password-file, or write them as %2F, %3F, %23");
            }
            throw e;
        }
        return text;
    }

    private Path existing(String text) throws WrongValueException {
        Path file = files.resolve(text);
        if (!Files.exists(file)) {
            throw new WrongValueException("the file " + SourceUrl.redact(file.toString()) + " does not exist");
        }
        if (Files.isDirectory(file) && !hasPicture(file)) {
            throw new WrongValueException(
                    "the folder " + SourceUrl.redact(file.toString()) + " holds no picture",
                    "a folder is shown by its .jpg, .jpeg and .png files");
        }
        return file;
    }

    private static boolean hasPicture(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(
                    file -> file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(jpg|jpeg|png)"));
        } catch (IOException e) {
            return false;
        }
    }

    private static String scheme(String url) {
        int end = url.indexOf("://");
        return end < 0 ? "" : url.substring(0, end).toLowerCase(Locale.ROOT);
    }

    /** User information, host and port: everything between the two slashes and the next '/', '?' or '#'. */
    private static String authority(String url) {
        String rest = url.substring(url.indexOf("://") + 3);
        int end = 0;
        while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        return rest.substring(0, end);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
