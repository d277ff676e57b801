package watchpost.alerts.outbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import watchpost.alerts.transport.ConnectionState;
import watchpost.alerts.transport.Outgoing;
import watchpost.alerts.transport.Transport;

/** A transport in memory: remembers what was sent and confirms when it is told to. */
final class TestingTransport implements Transport {
    private static final Pattern SEQ = Pattern.compile("\"seq\":(\\d+)");

    final List<Outgoing> sent = new ArrayList<>();
    private final Deque<Outgoing> unconfirmed = new ArrayDeque<>();

    @Override
    public void start(Listener listener) {}

    @Override
    public boolean send(Outgoing message) {
        sent.add(message);
        unconfirmed.add(message);
        return true;
    }

    /** Confirms everything that was sent, oldest first. */
    void confirmAll(Delivery delivery, Batch batch) {
        while (!unconfirmed.isEmpty()) {
            Outgoing message = unconfirmed.remove();
            delivery.confirmed(message.session(), message.token(), batch);
        }
    }

    void cut() {
        unconfirmed.clear();
    }

    /** What was sent, as places in the sequence, "late" ones with a star, pictures as "jpg", states as their topic. */
    List<String> told() {
        return sent.stream().map(TestingTransport::word).toList();
    }

    private static String word(Outgoing message) {
        String text = new String(message.payload(), StandardCharsets.UTF_8);
        Matcher seq = SEQ.matcher(text);
        if (!seq.find()) {
            return message.topic().contains("/pictures/") ? "jpg" : message.topic();
        }
        return seq.group(1) + (text.contains("\"replayed\":true") ? "*" : "");
    }

    @Override
    public ConnectionState state() {
        return new ConnectionState(true, "", Instant.EPOCH, 1);
    }

    @Override
    public void close(Duration patience) {}
}
