package watchpost.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import watchpost.config.text.Quantities;
import watchpost.config.text.WrongValueException;
import watchpost.config.yaml.Entry;
import watchpost.config.yaml.Section;
import watchpost.core.rule.Schedule;
import watchpost.core.vision.Trait;

/** The whole file. */
final class DeviceReader {
    private static final int MOST_WORKERS = 64;
    private static final int LARGEST_BATCH = 16;
    private static final String NEWEST_VERSION = "1";
    private static final String DEFAULT_DIRECTORY = "/var/lib/watchpost";

    private final Reading reading;
    private final NamedFiles files;

    DeviceReader(Reading reading, Path folder) {
        this.reading = reading;
        this.files = new NamedFiles(folder);
    }

    /** The configuration; where a fault was reported, with a default in the place of what is wrong. */
    DeviceConfig read(Section top) {
        try (top) {
            top.take("version").ifPresent(DeviceReader::checkVersion);
            String site = top.read("site", Readers.name(), "site");
            String box = top.read("box", Readers.name(), reading.defaultBox());
            MqttConfig mqtt = new MqttReader(files, site, box).read(top.take("mqtt"));
            Optional<WebhookConfig> webhook = top.take("webhook").flatMap(new WebhookReader(files)::read);
            Optional<MailConfig> mail = top.take("mail").flatMap(new MailReader(files, reading.defaultZone())::read);
            HttpConfig http = http(top.take("http"));
            StorageConfig storage = storage(top.take("storage"));
            DetectorConfig detector = detector(top.take("detector"));
            Map<Trait, ReaderConfig> readers = readers(top.take("readers"));
            Named<Schedule> schedules = new ScheduleReader(reading.defaultZone()).read(top.take("schedules"));
            List<CameraConfig.Decoder> decoders =
                    top.take("decoders").map(WordLists::decoders).orElse(CameraConfig.SOFTWARE);
            Named<String> names = ModesReader.names(top.take("modes"));
            ModesConfig modes = ModesReader.read(names, top.take("quiet"), schedules);
            Models models = new Models(reading.classes().of(detector), readers.keySet());
            Set<CameraConfig.Blur> blur = PrivacyReader.read(top.take("privacy"), Set.of(), models);
            CameraReader reader = new CameraReader(
                    files,
                    new RuleReader.Known(schedules, names, models, reading.defaultZone()),
                    new CameraReader.Usual(decoders, blur));
            return new DeviceConfig(
                    site, box, mqtt, webhook, mail, http, storage, detector, modes, readers, cameras(top, reader));
        }
    }

    private static void checkVersion(Entry entry) {
        String version = entry.text().orElse(NEWEST_VERSION);
        if (!version.equals(NEWEST_VERSION)) {
            entry.wrong(version + " is not a version that this program reads", "use " + NEWEST_VERSION);
        }
    }

    private static List<CameraConfig> cameras(Section top, CameraReader reader) {
        List<Entry> blocks = top.take("cameras")
                .map(Entry::section)
                .map(section -> section.named("camera"))
                .orElse(List.of());
        if (blocks.isEmpty()) {
            top.doubtful("no camera is configured", "add one under cameras");
            return List.of();
        }
        List<CameraConfig> cameras = new ArrayList<>();
        for (Entry block : blocks) {
            reader.read(block).ifPresent(cameras::add);
        }
        return cameras;
    }

    private static HttpConfig http(Optional<Entry> entry) {
        if (entry.isEmpty()) {
            return new HttpConfig("127.0.0.1", 8080);
        }
        try (Section section = entry.get().section()) {
            Optional<Entry> place = section.take("address");
            String address =
                    place.flatMap(found -> found.read(DeviceReader::address)).orElse("127.0.0.1");
            if (!isLoopback(address)) {
                place.ifPresent(found -> found.doubtful(
                        "everyone who reaches this address sees the cameras: the page has no login",
                        "use 127.0.0.1 and a tunnel or a proxy with a login"));
            }
            return new HttpConfig(address, section.read("port", text -> Quantities.whole(text, 0, 65535), 8080));
        }
    }

    private static String address(String text) throws WrongValueException {
        if (!HostAndPort.isHost(text)) {
            throw new WrongValueException(Readers.quote(text) + " is not an address", "use 127.0.0.1 or 0.0.0.0");
        }
        return text;
    }

    private static boolean isLoopback(String address) {
        return address.equals("localhost") || address.startsWith("127.") || address.equals("::1");
    }

    private StorageConfig storage(Optional<Entry> entry) {
        StorageConfig standard = new StorageConfig(
                Path.of(DEFAULT_DIRECTORY), 256L << 20, 1L << 30, 2L << 30, Duration.ofDays(30), 256L << 20);
        if (entry.isEmpty()) {
            return standard;
        }
        try (Section section = entry.get().section()) {
            return new StorageConfig(
                    section.read("directory", files::resolve, standard.directory()),
                    section.read("outbox", Readers.bytes("1 MiB"), standard.outboxBytes()),
                    section.read("pictures", Readers.bytes("1 MiB"), standard.picturesBytes()),
                    section.read("clips", Readers.bytes("0 MiB"), standard.clipsBytes()),
                    section.read("keep", Readers.duration("1 h", "87600 h"), standard.keep()),
                    section.read("journal", Readers.bytes("0 MiB"), standard.journalBytes()));
        }
    }

    private DetectorConfig detector(Optional<Entry> entry) {
        double confidence = 0.4;
        if (entry.isEmpty()) {
            return new DetectorConfig(
                    DetectorConfig.ModelChoice.BUILT_IN,
                    List.of(),
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    confidence);
        }
        try (Section section = entry.get().section()) {
            return new DetectorConfig(
                    section.take("model").flatMap(this::model).orElse(DetectorConfig.ModelChoice.BUILT_IN),
                    section.take("providers").map(DeviceReader::providers).orElse(List.of()),
                    section.read("workers", text -> number(text, MOST_WORKERS), OptionalInt.empty()),
                    section.read("batch", text -> number(text, LARGEST_BATCH), OptionalInt.empty()),
                    section.read("confidence", Quantities::share, confidence));
        }
    }

    private Map<Trait, ReaderConfig> readers(Optional<Entry> entry) {
        Map<Trait, ReaderConfig> readers = new EnumMap<>(Trait.class);
        if (entry.isPresent()) {
            try (Section section = entry.get().section()) {
                for (Trait what : Trait.values()) {
                    section.take(what.wireName()).flatMap(this::reader).ifPresent(reader -> readers.put(what, reader));
                }
            }
        }
        return readers;
    }

    private Optional<ReaderConfig> reader(Entry entry) {
        try (Section section = entry.section()) {
            int perSecond = section.read("per-second", text -> Quantities.whole(text, 1, 50), 4);
            return section.need("model").flatMap(files::existing).map(file -> new ReaderConfig(file, perSecond));
        }
    }

    private Optional<DetectorConfig.ModelChoice> model(Entry entry) {
        Optional<String> text = entry.text();
        if (text.isEmpty() || text.get().equals("built-in")) {
            return text.map(builtIn -> DetectorConfig.ModelChoice.BUILT_IN);
        }
        if (text.get().startsWith("built-in:")) {
            String variant = text.get().substring("built-in:".length());
            return Optional.of(new DetectorConfig.ModelChoice(Optional.of(variant), Optional.empty()));
        }
        return files.existing(entry).map(file -> new DetectorConfig.ModelChoice(Optional.empty(), Optional.of(file)));
    }

    private static List<DetectorConfig.Provider> providers(Entry entry) {
        Entry.TextReader<DetectorConfig.Provider> provider = Readers.oneOf(DetectorConfig.Provider.class);
        if (!entry.isList()) {
            return entry.read(text ->
                            text.equals("auto") ? List.<DetectorConfig.Provider>of() : List.of(provider.read(text)))
                    .orElse(List.of());
        }
        return entry.items().stream()
                .flatMap(item -> item.read(provider).stream())
                .toList();
    }

    private static OptionalInt number(String text, int most) throws WrongValueException {
        return text.equals("auto") ? OptionalInt.empty() : OptionalInt.of(Quantities.whole(text, 1, most));
    }
}
