package watchpost.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import watchpost.config.text.ClosestWord;
import watchpost.config.text.Quantities;
import watchpost.config.text.WrongValueException;
import watchpost.config.yaml.Entry;
import watchpost.config.yaml.Section;
import watchpost.core.event.Severity;

/** The block {@code mail}. */
final class MailReader {
    private static final long USUAL_OUTBOX = 16L << 20;
    private static final int USUAL_PER_HOUR = 30;
    private static final int MOST_PER_HOUR = 1000;
    private static final int TLS_PORT = 465;
    private static final int SUBMISSION_PORT = 587;
    private static final String EXAMPLE = "write it such as smtp://mail.example.com:587";
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}");

    private final NamedFiles files;
    private final ZoneId usualZone;

    MailReader(NamedFiles files, ZoneId usualZone) {
        this.files = files;
        this.usualZone = usualZone;
    }

    private record Place(boolean tls, String host, int port) {
        boolean isLocal() {
            return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
        }
    }

    Optional<MailConfig> read(Entry entry) {
        try (Section section = entry.section()) {
            Optional<MailConfig.Relay> relay = relay(section);
            Optional<String> from = section.need("from").flatMap(text -> text.read(MailReader::address));
            List<String> to = section.need("to").map(MailReader::recipients).orElse(List.of());
            MailConfig.Wants wants = new MailConfig.Wants(
                    section.read("severity", Readers.oneOf(Severity.class), Severity.ALARM),
                    section.read("quiet", Readers.YES_OR_NO, false),
                    section.read("closed", Readers.YES_OR_NO, false),
                    section.read("picture", Readers.YES_OR_NO, true),
                    section.read("per-hour", text -> Quantities.whole(text, 2, MOST_PER_HOUR), USUAL_PER_HOUR));
            ZoneId zone = section.read("zone", MailReader::zone, usualZone);
            Optional<URI> page = section.take("page").flatMap(text -> text.read(MailReader::page));
            long bytes = section.read("outbox", Readers.bytes("1 MiB"), USUAL_OUTBOX);
            return relay.flatMap(
                    server -> from.map(sender -> new MailConfig(server, sender, to, wants, zone, page, bytes)));
        }
    }

    private Optional<MailConfig.Relay> relay(Section section) {
        Optional<Entry> url = section.need("relay");
        Optional<Place> place = url.flatMap(text -> text.read(MailReader::place));
        Optional<Entry> startTls = section.take("starttls");
        boolean encrypted =
                startTls.flatMap(text -> text.read(Readers.YES_OR_NO)).orElse(true);
        Optional<Entry> ca = section.take("ca-file");
        Optional<Path> caFile = ca.flatMap(files::existing);
        Optional<MailConfig.Login> login = login(section);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        Place server = place.get();
        if (server.tls && startTls.isPresent()) {
            startTls.get().wrongKey("is for relays that begin with smtp://", "leave it out: smtps:// is encrypted");
        }
        MailConfig.Security security = server.tls
                ? MailConfig.Security.TLS
                : encrypted ? MailConfig.Security.STARTTLS : MailConfig.Security.NONE;
        if (security == MailConfig.Security.NONE && ca.isPresent()) {
            ca.get().wrongKey("is of no use without encryption", "leave out starttls: false");
        }
        if (security == MailConfig.Security.NONE && !server.isLocal()) {
            startTls.ifPresent(key -> key.doubtful(
                    "mails" + (login.isPresent() ? " and the password" : "") + " travel unencrypted to " + server.host,
                    "leave out starttls: false"));
        }
        return Optional.of(new MailConfig.Relay(server.host, server.port, security, login, caFile));
    }

    private Optional<MailConfig.Login> login(Section section) {
        Optional<Entry> name = section.take("username");
        Optional<Entry> file = section.take("password-file");
        Optional<String> username = name.flatMap(Entry::text);
        Optional<Path> password = file.flatMap(files::passwordFile);
        if (name.isEmpty() && file.isPresent()) {
            file.get().wrongKey("needs username beside it", "");
        }
        if (name.isPresent() && file.isEmpty()) {
            name.get().wrongKey("needs password-file beside it", "");
        }
        return username.flatMap(user -> password.map(secret -> new MailConfig.Login(user, secret)));
    }

    private static Place place(String text) throws WrongValueException {
        int end = text.indexOf("://");
        String scheme = end < 0 ? "" : text.substring(0, end);
        boolean tls = scheme.equals("smtps");
        if (!tls && !scheme.equals("smtp")) {
            String meant = ClosestWord.closest(scheme, List.of("smtp", "smtps"))
                    .map(found -> "did you mean " + found + "://")
                    .orElse(EXAMPLE);
            throw new WrongValueException("the URL does not begin with smtp:// or smtps://", meant);
        }
        String rest = text.substring(end + 3);
        if (rest.contains("@")) {
            throw new WrongValueException("the URL holds credentials", "use username and password-file");
        }
        String machine = rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
        if (machine.isEmpty()) {
            throw new WrongValueException("the URL has no host", EXAMPLE);
        }
        HostAndPort found = HostAndPort.parse(machine);
        int port = found.port() != 0 ? found.port() : tls ? TLS_PORT : SUBMISSION_PORT;
        return new Place(tls, found.host(), port);
    }

    private static List<String> recipients(Entry entry) {
        List<Entry> all = entry.isList() ? entry.items() : List.of(entry);
        List<String> addresses = all.stream()
                .flatMap(item -> item.read(MailReader::address).stream())
                .toList();
        if (all.isEmpty()) {
            entry.wrong("nobody gets a mail", "name at least one address, or leave out mail");
        }
        if (addresses.stream().distinct().count() < addresses.size()) {
            entry.wrong("an address is given twice", "keep one of the two");
        }
        return addresses;
    }

    private static String address(String text) throws WrongValueException {
        if (!ADDRESS.matcher(text).matches()) {
            throw new WrongValueException(
                    Readers.quote(text) + " is not a mail address", "write it such as guard@example.com");
        }
        return text;
    }

    private static ZoneId zone(String text) throws WrongValueException {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new WrongValueException(
                    Readers.quote(text) + " is not a time zone", "write it such as Europe/Berlin");
        }
    }

    private static URI page(String text) throws WrongValueException {
        String hint = "write it such as https://watchpost.example.com/";
        try {
            URI url = new URI(text);
            boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
            if (!web || url.getHost() == null || url.getRawUserInfo() != null) {
                throw new WrongValueException("the URL is not that of a page, or holds credentials", hint);
            }
            return url;
        } catch (URISyntaxException e) {
            throw new WrongValueException("this is not a URL", hint);
        }
    }
}
