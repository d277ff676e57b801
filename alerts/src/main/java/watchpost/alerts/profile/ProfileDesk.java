package watchpost.alerts.profile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import watchpost.alerts.contract.Origin;
import watchpost.alerts.incident.Incident;
import watchpost.alerts.outbox.StateBoard;

/**
 * What stands retained on the broker for other software, and what has to go from there. Nothing of it is stored: how things stand is
 * known anew after a start (nothing is open), and the board tells it in every session. Only the thread {@code outbox} may call.
 */
public final class ProfileDesk {
    private final StateBoard board;
    private final Announcements announced;
    private final OpenReasons open = new OpenReasons();
    private final Optional<HomeAssistant> homeAssistant;
    /** What stands on the board now. */
    private final Map<String, Described> shown = new LinkedHashMap<>();

    private ProfileDesk(ProfileSettings settings, Origin origin, String version, StateBoard board, Path directory) {
        this.board = board;
        this.announced = Announcements.read(directory);
        this.homeAssistant = settings.homeAssistant()
                .map(home -> new HomeAssistant(home.prefix(), new HomeAssistant.Box(origin, version), open));
        board.onArrival(this::arrived);
        show(settings.cameras());
    }

    /**
     * Puts on {@code board} what other software is to find; there is nothing to do where none is configured and none was before.
     *
     * @param directory where the box remembers what it has announced
     */
    public static Optional<ProfileDesk> open(
            ProfileSettings settings, Origin origin, String version, StateBoard board, Path directory) {
        boolean before = Files.exists(Announcements.file(directory));
        return settings.any() || before
                ? Optional.of(new ProfileDesk(settings, origin, version, board, directory))
                : Optional.empty();
    }

    /** From now on this is watched: what is gone is taken back, what is new is announced. */
    public void show(List<ProfileSettings.Watched> cameras) {
        Map<String, Described> wanted = new LinkedHashMap<>();
        homeAssistant.ifPresent(home -> wanted.putAll(home.describe(cameras, announced.topics())));
        List<String> gone = announced.topics().keySet().stream()
                .filter(topic -> !wanted.containsKey(topic))
                .toList();
        wanted.forEach((topic, what) -> announced.add(topic, what.parts()));
        announced.save();
        gone.forEach(topic -> {
            shown.remove(topic);
            board.clear(topic);
        });
        wanted.forEach(this::put);
    }

    /** An incident changed, and that is stored. */
    public void told(Incident change) {
        for (OpenReasons.Origin origin : open.told(change)) {
            homeAssistant.ifPresent(home -> change(home.topic(origin), Described.state(home.state(origin))));
        }
    }

    /** Only what was announced: a rule that is gone has no state any more, though an incident of it may still close. */
    private void change(String topic, Described what) {
        if (shown.containsKey(topic)) {
            put(topic, what);
        }
    }

    private void put(String topic, Described what) {
        Described before = shown.put(topic, what);
        if (before == null || !Arrays.equals(before.payload(), what.payload())) {
            board.put(topic, what.payload());
        }
    }

    private void arrived(String topic) {
        Described what = shown.get(topic);
        if (what == null ? announced.remove(topic) : announced.reduce(topic, what.parts())) {
            announced.save();
        }
    }
}
