package watchpost.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where messages go.
 *
 * @param tls true for {@code mqtts://}
 * @param host name or address of the broker
 * @param port 1..65535
 * @param caFile certificates (PEM) that may sign the broker's, instead of those of the Java runtime
 * @param identity this box's own certificate, where the broker wants one
 * @param topic prefix of all topics, {@code {site}} and {@code {box}} filled in, without a slash at either end
 * @param commands what may be told to the box over the same broker
 * @param profiles other software that the box speaks to in its own way
 * @param receipts who must confirm messages beside the broker; empty if its own word is enough
 */
public record MqttConfig(
        boolean tls,
        String host,
        int port,
        Optional<Login> login,
        Optional<Path> caFile,
        Optional<Identity> identity,
        String topic,
        Commands commands,
        Profiles profiles,
        Optional<Receipts> receipts) {
    public static final Commands NO_COMMANDS = new Commands(List.of(), List.of());

    public static final Profiles NO_PROFILES = new Profiles(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * What is said a second time, as other people's software wants it.
     *
     * @param homeAssistant the prefix of Home Assistant's discovery topics, if it is to find the box
     * @param onvif what the topics of events in the style of ONVIF's Profile M begin with, if there are to be any
     * @param ngsiLd the prefix of the topics of NGSI-LD entities, if there are to be any
     */
    public record Profiles(Optional<String> homeAssistant, Optional<String> onvif, Optional<String> ngsiLd) {}

    /**
     * Who may send commands.
     *
     * @param roles nobody else may
     * @param escalateAfter when an alarm that nobody acknowledged is told again, from its first message on, ascending
     */
    public record Commands(List<Role> roles, List<Duration> escalateAfter) {
        public Commands {
            roles = List.copyOf(roles);
            escalateAfter = List.copyOf(escalateAfter);
        }
    }

    /** Somebody who may send some commands, signed with the secret in a file. */
    public record Role(String name, Path keyFile, Set<String> may) {
        public Role {
            may = Set.copyOf(may);
        }
    }

    /**
     * Who must say that messages have arrived before they are removed.
     *
     * @param from the receivers' names, all of them; not empty
     * @param deadline what was not confirmed after so long is sent again
     */
    public record Receipts(List<String> from, Duration deadline) {
        public Receipts {
            from = List.copyOf(from);
        }
    }

    /** The same broker with other commands. */
    MqttConfig with(Commands others) {
        return new MqttConfig(tls, host, port, login, caFile, identity, topic, others, profiles, receipts);
    }

    /** What the box says who it is; the file holds the password on its only line and is read anew at each connection. */
    public record Login(String username, Optional<Path> passwordFile) {}

    /** A client certificate and its private key, both PEM files. */
    public record Identity(Path certificateFile, Path keyFile) {}

    /** {@code mqtts://broker.local:8883}, as in the file. */
    public String url() {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return (tls ? "mqtts://" : "mqtt://") + name + ":" + port;
    }
}
