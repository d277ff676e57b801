package watchpost.alerts.profile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import watchpost.alerts.contract.Origin;
import watchpost.alerts.incident.Incident;
import watchpost.alerts.outbox.Copier;
import watchpost.alerts.outbox.StateBoard;
import watchpost.alerts.outbox.StoredMessage;
import watchpost.core.event.Level;

/**
 * What stands retained on the broker for other software, and what has to go from there. Nothing of it is stored: how things stand is
 * known anew after a start (nothing is open), and the board tells it in every session. Only the thread {@code outbox} may call.
 */
public final class ProfileDesk {
    private final StateBoard board;
    private final Announcements announced;
    private final OpenReasons open = new OpenReasons();
    private final List<Copier> copiers = new ArrayList<>();
    private final Optional<NgsiLd> ngsiLd;
    private final boolean triggers;
    private final List<RetainedProfile> profiles = new ArrayList<>();
    /** What stands on the board now. */
    private final Map<String, Described> shown = new LinkedHashMap<>();

    private ProfileDesk(ProfileSettings settings, Origin origin, String version, StateBoard board, Path directory) {
        this.board = board;
        this.announced = Announcements.read(directory);
        settings.homeAssistant()
                .map(home -> new HomeAssistant(home.prefix(), new HomeAssistant.Box(origin, version), open))
                .ifPresent(profiles::add);
        settings.onvif().map(onvif -> new Onvif(onvif.prefix(), open)).ifPresent(onvif -> {
            profiles.add(onvif);
            copiers.add(onvif);
        });
        this.ngsiLd = settings.ngsiLd().map(ngsi -> new NgsiLd(ngsi.prefix(), origin));
        ngsiLd.ifPresent(copiers::add);
        this.triggers = settings.onvif().isPresent();
        board.onArrival(this::arrived);
    }

    /**
     * Puts on {@code board} what other software is to find; there is nothing to do where none is configured and none was before.
     *
     * @param directory where the box remembers what it has announced
     * @param now since when things stand as they do at first
     */
    public static Optional<ProfileDesk> open(
            ProfileSettings settings, Origin origin, String version, StateBoard board, Path directory, Instant now) {
        if (!settings.any() && !Files.exists(Announcements.file(directory))) {
            return Optional.empty();
        }
        ProfileDesk desk = new ProfileDesk(settings, origin, version, board, directory);
        desk.show(settings.cameras(), now);
        return Optional.of(desk);
    }

    /** From now on this is watched: what is gone is taken back, what is new is announced. */
    public void show(List<ProfileSettings.Watched> cameras, Instant now) {
        ngsiLd.ifPresent(entities -> entities.show(cameras));
        Map<String, Described> wanted = new LinkedHashMap<>();
        profiles.forEach(profile -> wanted.putAll(profile.describe(cameras, announced.topics(), now)));
        List<String> gone = announced.topics().keySet().stream()
                .filter(topic -> !wanted.containsKey(topic))
                .toList();
        wanted.forEach((topic, what) -> announced.add(topic, what.parts()));
        announced.save();
        gone.forEach(topic -> {
            shown.remove(topic);
            board.clear(topic);
        });
        wanted.forEach((topic, what) -> {
            if (!what.state() || !shown.containsKey(topic)) {
                put(topic, what);
            }
        });
    }

    /** Says what happens beside the messages of the outbox. */
    public Copier copier() {
        return copiers.isEmpty() ? Copier.NONE : this::copies;
    }

    private List<Copier.Copy> copies(StoredMessage message) {
        return copiers.stream()
                .flatMap(copier -> copier.copies(message).stream())
                .limit(Copier.MOST)
                .toList();
    }

    /** True if messages have to say by which rule they were brought. */
    public boolean wantsTriggers() {
        return triggers;
    }

    /** An incident changed, and that is stored. */
    public void told(Incident change) {
        for (OpenReasons.Origin origin : open.told(change)) {
            profiles.forEach(profile -> profile.incidents(origin, change.at()).ifPresent(this::change));
        }
    }

    public void told(Level level) {
        profiles.forEach(profile -> profile.level(level).ifPresent(this::change));
    }

    /** Only what was announced: a rule that is gone has no state any more, though an incident of it may still close. */
    private void change(RetainedProfile.Standing standing) {
        if (shown.containsKey(standing.topic())) {
            put(standing.topic(), Described.state(standing.payload()));
        }
    }

    private void put(String topic, Described what) {
        Optional<byte[]> before = Optional.ofNullable(shown.put(topic, what)).flatMap(Described::payload);
        Optional<byte[]> now = what.payload();
        if (now.isPresent() && (before.isEmpty() || !Arrays.equals(before.get(), now.get()))) {
            board.put(topic, now.get());
        }
    }

    private void arrived(String topic) {
        Described what = shown.get(topic);
        if (what == null ? announced.remove(topic) : announced.reduce(topic, what.parts())) {
            announced.save();
        }
    }
}
