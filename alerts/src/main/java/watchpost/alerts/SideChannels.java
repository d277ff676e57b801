package watchpost.alerts;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import watchpost.alerts.contract.ClockJump;
import watchpost.alerts.contract.Message;
import watchpost.alerts.contract.Messages;
import watchpost.alerts.incident.Incident;

/** The ways for messages beside MQTT, by name. Belongs to the thread {@code outbox} but for {@link #states}. */
final class SideChannels {
    static final String WEBHOOK = "webhook";
    static final String MAIL = "mail";
    /** The names of all ways that there may be; the file of each lies in a folder of that name. */
    static final List<String> NAMES = List.of(WEBHOOK, MAIL);

    private final Map<String, SideChannel> byName;

    SideChannels(Map<String, SideChannel> byName) {
        this.byName = Map.copyOf(new LinkedHashMap<>(byName));
    }

    /** The folder of a way's file. */
    static Path folder(Path storage, String name) {
        return storage.resolve(name);
    }

    void start() {
        byName.values().forEach(SideChannel::start);
    }

    void recall(List<byte[]> known, Messages messages) {
        byName.values().forEach(channel -> channel.recall(known, messages));
    }

    /**
     * A change of an incident.
     *
     * @param quiet true if nobody is to be woken by it
     * @param pictured true if its picture is being drawn: {@link #pictured} tells when that is done
     */
    void take(Incident change, Message message, boolean quiet, boolean pictured) {
        byName.values().forEach(channel -> channel.take(change, message, quiet, pictured));
    }

    /** The picture of an incident is in the store, or will not come. */
    void pictured(String incidentId) {
        byName.values().forEach(channel -> channel.pictured(incidentId));
    }

    void measurement(Message message) {
        byName.values().forEach(channel -> channel.measurement(message));
    }

    void work() {
        byName.values().forEach(SideChannel::work);
    }

    void expire(Instant oldest) {
        byName.values().forEach(channel -> channel.expire(oldest));
    }

    void correct(ClockJump jump) {
        byName.values().forEach(channel -> channel.correct(jump));
    }

    /** How each stands; any thread. */
    Map<String, ChannelState> states() {
        Map<String, ChannelState> states = new LinkedHashMap<>();
        for (String name : NAMES) {
            SideChannel channel = byName.get(name);
            if (channel != null) {
                states.put(name, channel.state());
            }
        }
        return states;
    }

    void close(Duration patience) {
        byName.values().forEach(channel -> channel.close(patience));
    }
}
