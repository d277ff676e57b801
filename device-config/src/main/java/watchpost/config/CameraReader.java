package watchpost.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import watchpost.config.text.Quantities;
import watchpost.config.text.WrongValueException;
import watchpost.config.yaml.Entry;
import watchpost.config.yaml.Section;
import watchpost.core.geometry.Polygon;
import watchpost.core.ground.GeoPoint;
import watchpost.core.ground.GroundPlane;
import watchpost.core.id.CameraId;
import watchpost.core.id.Names;
import watchpost.core.id.SourceUrl;
import watchpost.core.rule.Lane;
import watchpost.core.rule.RuleSpec;
import watchpost.core.rule.Signal;
import watchpost.core.rule.Tripwire;
import watchpost.core.rule.Zone;

/** One block below {@code cameras}. */
final class CameraReader {
    private final CameraUrlReader urls;
    private final CameraTlsReader certificates;
    private final RuleReader.Known known;
    private final Usual usual;

    /** What holds for cameras that say nothing else. */
    record Usual(List<CameraConfig.Decoder> decoders, Set<CameraConfig.Blur> blur) {}

    CameraReader(NamedFiles files, RuleReader.Known known, Usual usual) {
        this.urls = new CameraUrlReader(files);
        this.certificates = new CameraTlsReader(files);
        this.known = known;
        this.usual = usual;
    }

    /** The camera; empty if its block is too wrong to make one, which is reported. */
    Optional<CameraConfig> read(Entry block) {
        try (Section section = block.section()) {
            Optional<SourceUrl> url = urls.read(section);
            CameraConfig.Transport transport =
                    section.read("transport", Readers.oneOf(CameraConfig.Transport.class), CameraConfig.Transport.AUTO);
            double fps = section.read("analyse", CameraReader::analysedFps, 5.0);
            CameraConfig.Timers timers = timers(section.take("timers"));
            boolean loop = section.read("loop", Readers.YES_OR_NO, false);
            CameraConfig.Tls tls = certificates.read(section.take("tls"), url);
            CameraConfig.Decode decode =
                    section.read("decode", Readers.oneOf(CameraConfig.Decode.class), CameraConfig.Decode.ALWAYS);
            boolean deblock = section.read("deblock", Readers.YES_OR_NO, false);
            List<CameraConfig.Decoder> decoders =
                    section.take("decoders").map(WordLists::decoders).orElse(usual.decoders());
            Set<CameraConfig.SceneCheck> checks =
                    section.take("scene-checks").map(WordLists::sceneChecks).orElse(CameraConfig.ALL_CHECKS);
            double folderFps = section.read("folder-rate", CameraReader::fps, CameraConfig.USUAL_FOLDER_FPS);
            CameraConfig.RecentVideo recent = recent(section.take("recent-video"));
            Places places = places(section);
            List<Polygon> masks = Named.read("mask", section.take("masks"), ShapeReader::polygon)
                    .all();
            Set<CameraConfig.Blur> blur = PrivacyReader.read(section.take("privacy"), usual.blur(), known.models());
            Optional<Entry> calibration = section.take("calibration");
            Optional<GroundPlane> ground = calibration.flatMap(CalibrationReader::read);
            Optional<GeoPoint> location = section.take("location").flatMap(CameraReader::location);
            RuleReader reader = new RuleReader(places, known, calibration.isPresent());
            List<RuleSpec> rules = rules(section, reader);
            if (url.isEmpty() || !Names.isName(block.name())) {
                return Optional.empty();
            }
            return Optional.of(new CameraConfig(
                    new CameraId(block.name()),
                    url.get(),
                    transport,
                    fps,
                    timers,
                    loop,
                    tls,
                    decode,
                    deblock,
                    decoders,
                    checks,
                    folderFps,
                    recent,
                    rules,
                    reader.modes(),
                    ground,
                    location,
                    masks,
                    blur));
        }
    }

    private static Places places(Section section) {
        return new Places(
                Named.read("zone", section.take("zones"), entry -> ShapeReader.polygon(entry)
                        .map(area -> new Zone(entry.name(), area))),
                Named.read("line", section.take("lines"), entry -> ShapeReader.line(entry)
                        .map(line -> new Tripwire(entry.name(), line))),
                Named.<Lane>read("lane", section.take("lanes"), ShapeReader::lane),
                Named.read("signal", section.take("signals"), entry -> ShapeReader.polygon(entry)
                        .map(area -> new Signal(entry.name(), area))));
    }

    private static List<RuleSpec> rules(Section section, RuleReader reader) {
        List<Entry> entries = section.take("rules")
                .map(Entry::section)
                .map(rules -> rules.named("rule"))
                .orElse(List.of());
        if (entries.isEmpty()) {
            section.doubtful("has no rules: nothing will be reported", "add one under rules");
        }
        List<RuleSpec> rules = new ArrayList<>();
        for (Entry entry : entries) {
            reader.read(entry).ifPresent(rules::add);
        }
        return rules;
    }

    private static Optional<GeoPoint> location(Entry entry) {
        try (Section section = entry.section()) {
            Optional<Double> north = section.need("latitude").flatMap(value -> value.read(text -> degrees(text, 90)));
            Optional<Double> east = section.need("longitude").flatMap(value -> value.read(text -> degrees(text, 180)));
            return north.flatMap(latitude -> east.map(longitude -> new GeoPoint(latitude, longitude)));
        }
    }

    private static double degrees(String text, int most) throws WrongValueException {
        boolean negative = text.startsWith("-");
        double degrees = Quantities.number(negative ? text.substring(1) : text);
        if (degrees > most) {
            throw new WrongValueException(text + " is not within -" + most + " to " + most);
        }
        return negative ? -degrees : degrees;
    }

    private static double analysedFps(String text) throws WrongValueException {
        if (text.equals("all")) {
            return 0;
        }
        if (!isRate(Quantities.rate(text))) {
            throw new WrongValueException(text + " is not within 0.1 fps to 120 fps", "all takes every picture");
        }
        return Quantities.rate(text);
    }

    private static double fps(String text) throws WrongValueException {
        if (!isRate(Quantities.rate(text))) {
            throw new WrongValueException(text + " is not within 0.1 fps to 120 fps");
        }
        return Quantities.rate(text);
    }

    private static boolean isRate(double fps) {
        return fps >= 0.1 && fps <= 120;
    }

    private static CameraConfig.RecentVideo recent(Optional<Entry> entry) {
        CameraConfig.RecentVideo standard = CameraConfig.RecentVideo.DEFAULT;
        if (entry.isEmpty()) {
            return standard;
        }
        try (Section section = entry.get().section()) {
            return new CameraConfig.RecentVideo(
                    section.read("keep", Readers.duration("1 s", "5 min"), standard.keep()),
                    section.read("at-most", Readers.bytes("1 MiB"), standard.mostBytes()));
        }
    }

    private static CameraConfig.Timers timers(Optional<Entry> entry) {
        CameraConfig.Timers standard = CameraConfig.Timers.DEFAULT;
        if (entry.isEmpty()) {
            return standard;
        }
        Entry.TextReader<Duration> wait = Readers.duration("500 ms", "5 min");
        try (Section section = entry.get().section()) {
            return new CameraConfig.Timers(
                    section.read("connect", wait, standard.connect()),
                    section.read("bytes", wait, standard.bytes()),
                    section.read("first-picture", wait, standard.firstPicture()),
                    section.read("picture", wait, standard.picture()));
        }
    }
}
