package watchpost.daemon.web;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import watchpost.core.event.CameraStatus;
import watchpost.core.event.Level;
import watchpost.core.event.Measurement;
import watchpost.daemon.live.IncidentView;
import watchpost.daemon.live.LiveListener;
import watchpost.daemon.live.TracksOfMoment;

/**
 * Server-sent events. Changes of the live model arrive on any thread and are handed to the server's event loop, which alone owns the
 * clients. Bounded: at most {@value #CLIENTS} clients, {@value #CLIENT_BYTES} unsent bytes each. A client that does not read gets no
 * more tracks; if it then misses anything else it is cut off, reconnects by itself and reads everything anew.
 */
final class EventStreams implements LiveListener {
    static final int CLIENTS = 32;
    private static final int CLIENT_BYTES = 256 * 1024;
    private static final int PENDING = 4_096;

    private final Context loop;
    private final Set<HttpServerResponse> clients = new LinkedHashSet<>();
    private final AtomicInteger watching = new AtomicInteger();
    private final AtomicInteger pending = new AtomicInteger();
    private final AtomicLong skipped = new AtomicLong();
    private final AtomicLong cutOff = new AtomicLong();

    EventStreams(Context loop) {
        this.loop = loop;
    }

    /** How many clients listen; any thread. */
    int watching() {
        return watching.get();
    }

    /** Events that were not sent because a client did not read; any thread. */
    long skipped() {
        return skipped.get();
    }

    /** Clients that were cut off; any thread. */
    long cutOff() {
        return cutOff.get();
    }

    /** Makes the request a stream. On the event loop. */
    void open(RoutingContext request) {
        HttpServerResponse response = request.response();
        if (clients.size() >= CLIENTS) {
            response.setStatusCode(503).putHeader("Retry-After", "10").end("too many listeners\n");
            return;
        }
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store")
                .setWriteQueueMaxSize(CLIENT_BYTES);
        response.exceptionHandler(gone -> forget(response));
        response.closeHandler(gone -> forget(response));
        clients.add(response);
        watching.set(clients.size());
        response.write("retry: 2000\n\n");
    }

    /** Keeps connections alive through proxies and finds those that are gone. On the event loop. */
    void keepAlive() {
        send(": still here\n\n", false);
    }

    @Override
    public void onTracks(TracksOfMoment tracks) {
        publish("tracks", () -> Json.tracks(tracks), true);
    }

    @Override
    public void onCamera(CameraStatus status) {
        publish("camera", () -> Json.status(status), false);
    }

    @Override
    public void onLevel(Level level) {
        publish("level", () -> Json.level(level), false);
    }

    @Override
    public void onMeasurement(Measurement measurement) {
        publish("measurement", () -> Json.measurement(measurement), false);
    }

    @Override
    public void onIncident(IncidentView incident) {
        publish("incident", () -> Json.incident(incident), false);
    }

    private void publish(String event, Supplier<JsonObject> data, boolean mayMiss) {
        if (watching.get() == 0) {
            return;
        }
        if (pending.incrementAndGet() > PENDING) {
            pending.decrementAndGet();
            skipped.incrementAndGet();
            return;
        }
        loop.runOnContext(now -> {
            pending.decrementAndGet();
            send("event: " + event + "\ndata: " + data.get().encode() + "\n\n", mayMiss);
        });
    }

    private void send(String text, boolean mayMiss) {
        for (HttpServerResponse client : new ArrayList<>(clients)) {
            if (!client.writeQueueFull()) {
                client.write(text);
            } else if (mayMiss) {
                skipped.incrementAndGet();
            } else {
                cutOff.incrementAndGet();
                forget(client);
                client.reset();
            }
        }
    }

    private void forget(HttpServerResponse client) {
        clients.remove(client);
        watching.set(clients.size());
    }
}
