package watchpost.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import watchpost.config.text.ClosestWord;
import watchpost.config.text.WrongValueException;
import watchpost.config.yaml.Entry;
import watchpost.config.yaml.Section;

/** The block {@code mqtt}. */
final class MqttReader {
    private static final Broker LOCAL = new Broker(false, "127.0.0.1", 1883);
    private static final int LONGEST_TOPIC = 200;

    private final NamedFiles files;
    private final String site;
    private final String box;

    MqttReader(NamedFiles files, String site, String box) {
        this.files = files;
        this.site = site;
        this.box = box;
    }

    private record Broker(boolean tls, String host, int port) {
        boolean isLocal() {
            return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
        }
    }

    MqttConfig read(Optional<Entry> entry) {
        String standard = "watchpost/" + site + "/" + box;
        if (entry.isEmpty()) {
            return new MqttConfig(
                    LOCAL.tls,
                    LOCAL.host,
                    LOCAL.port,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    standard,
                    MqttConfig.NO_COMMANDS,
                    MqttConfig.NO_PROFILES,
                    Optional.empty());
        }
        try (Section section = entry.get().section()) {
            String topic = section.read("topic", this::topic, standard);
            Broker broker = section.read("url", MqttReader::broker, LOCAL);
            Optional<MqttConfig.Login> login = login(section, broker);
            Optional<Entry> ca = section.take("ca-file");
            Optional<Path> caFile = ca.flatMap(files::existing);
            Optional<MqttConfig.Identity> identity = identity(section);
            if (!broker.tls && (caFile.isPresent() || identity.isPresent())) {
                section.wrong("certificates need a url that begins with mqtts://", "");
            }
            return new MqttConfig(
                    broker.tls,
                    broker.host,
                    broker.port,
                    login,
                    caFile,
                    identity,
                    topic,
                    section.take("commands").map(new CommandReader(files)::read).orElse(MqttConfig.NO_COMMANDS),
                    section.take("profiles")
                            .map(entries -> profiles(entries, topic))
                            .orElse(MqttConfig.NO_PROFILES),
                    section.take("receipts").flatMap(ReceiptReader::read));
        }
    }

    private MqttConfig.Profiles profiles(Entry entry, String own) {
        try (Section section = entry.section()) {
            return new MqttConfig.Profiles(
                    section.take("home-assistant").map(found -> prefix(found, "discovery-prefix", "homeassistant")),
                    section.take("onvif").map(found -> prefix(found, "topic", own)),
                    section.take("ngsi-ld").map(found -> prefix(found, "topic", own + "/profiles/ngsi-ld")));
        }
    }

    /** What {@code key} says, the only one of its block. */
    private String prefix(Entry entry, String key, String usual) {
        try (Section section = entry.section()) {
            return section.read(key, this::topic, usual);
        }
    }

    private Optional<MqttConfig.Login> login(Section section, Broker broker) {
        Optional<Entry> name = section.take("username");
        Optional<Entry> file = section.take("password-file");
        Optional<String> username = name.flatMap(Entry::text);
        Optional<Path> password = file.flatMap(files::passwordFile);
        if (name.isEmpty() && file.isPresent()) {
            file.get().wrongKey("needs username beside it", "");
        }
        if (password.isPresent() && !broker.tls && !broker.isLocal()) {
            file.get().doubtful("the password travels unencrypted to " + broker.host, "use mqtts://");
        }
        return username.map(user -> new MqttConfig.Login(user, password));
    }

    private Optional<MqttConfig.Identity> identity(Section section) {
        Optional<Entry> certificate = section.take("client-certificate-file");
        Optional<Entry> key = section.take("client-key-file");
        if (certificate.isPresent() != key.isPresent()) {
            section.wrong("client-certificate-file and client-key-file go together", "");
        }
        Optional<Path> certificateFile = certificate.flatMap(files::existing);
        Optional<Path> keyFile = key.flatMap(files::secret);
        return certificateFile.flatMap(first -> keyFile.map(second -> new MqttConfig.Identity(first, second)));
    }

    private static Broker broker(String text) throws WrongValueException {
        int end = text.indexOf("://");
        String scheme = end < 0 ? "" : text.substring(0, end);
        boolean tls = scheme.equals("mqtts");
        if (!tls && !scheme.equals("mqtt")) {
            String meant = ClosestWord.closest(scheme, java.util.List.of("mqtt", "mqtts"))
                    .map(found -> "did you mean " + found + "://")
                    .orElse("write it such as mqtts://broker.local:8883");
            throw new WrongValueException("the URL does not begin with mqtt:// or mqtts://", meant);
        }
        String rest = text.substring(end + 3);
        if (rest.contains("@")) {
            throw new WrongValueException("the URL holds credentials", "use username and password-file");
        }
        String machine = rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
        if (machine.isEmpty()) {
            throw new WrongValueException("the URL has no host", "write it such as mqtts://broker.local:8883");
        }
        HostAndPort place = HostAndPort.parse(machine);
        int port = place.port() != 0 ? place.port() : tls ? 8883 : 1883;
        return new Broker(tls, place.host(), port);
    }

    private String topic(String text) throws WrongValueException {
        String topic = text.replace("{site}", site).replace("{box}", box);
        if (topic.contains("{") || topic.contains("}")) {
            throw new WrongValueException("a topic knows no other placeholder than {site} and {box}");
        }
        if (topic.contains("+") || topic.contains("#")) {
            throw new WrongValueException("a topic that is published to has no wildcard + or #");
        }
        if (topic.isEmpty() || topic.startsWith("/") || topic.endsWith("/") || topic.contains("//")) {
            throw new WrongValueException("a topic has no empty level: no slash at an end, no two in a row");
        }
        if (topic.startsWith("$")) {
            throw new WrongValueException("topics that begin with $ belong to the broker");
        }
        if (topic.getBytes(StandardCharsets.UTF_8).length > LONGEST_TOPIC) {
            throw new WrongValueException("the topic is longer than " + LONGEST_TOPIC + " bytes");
        }
        return topic;
    }
}
