package watchpost.alerts;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import watchpost.alerts.evidence.EvidenceStore;
import watchpost.alerts.evidence.EvidenceWorker;
import watchpost.alerts.incident.Incident;
import watchpost.alerts.outbox.Batch;
import watchpost.alerts.outbox.Delivery;
import watchpost.core.event.RuleEvent;

/**
 * Brings incidents and their pictures together. The opening message is stored at once and held until its picture is drawn, or until
 * the deadline, and goes without it then. Belongs to the thread {@code outbox}.
 */
final class Evidence {
    private final EvidenceWorker worker;
    private final EvidenceStore store;
    private final MediaBook media;
    private final InstantSource clock;
    private final Delivery delivery;
    private final SideChannels side;
    private final Consumer<Runnable> outboxThread;

    /** Stored openings whose picture is being drawn, by position. */
    private final Map<Long, Waiting> waiting = new HashMap<>();
    /** Pictures that go into the next transaction. */
    private final List<Ready> ready = new ArrayList<>();

    private long late;
    private volatile boolean suspended;

    private record Waiting(Incident incident, String topic, Duration until) {}

    /** A picture and the position of the opening that it belongs to. */
    @SuppressWarnings("ArrayRecordComponent") // handed over whole, never compared
    record Ready(long position, Incident incident, String topic, byte[] jpeg) {}

    /** What pictures are made by and go to. */
    record Parts(EvidenceWorker worker, EvidenceStore store, Delivery delivery, MediaBook media, SideChannels side) {}

    /** @param outboxThread runs a task on the thread {@code outbox} */
    Evidence(Parts parts, Consumer<Runnable> outboxThread, InstantSource clock) {
        this.worker = parts.worker();
        this.store = parts.store();
        this.delivery = parts.delivery();
        this.media = parts.media();
        this.side = parts.side();
        this.outboxThread = outboxThread;
        this.clock = clock;
    }

    /** The disk is full: openings go without pictures, those that wait too. */
    void suspend() {
        suspended = true;
        ready.forEach(picture -> delivery.release(picture.position()));
        ready.clear();
        releaseAll();
    }

    void resume() {
        suspended = false;
    }

    /** True while incidents go without pictures. */
    boolean isSuspended() {
        return suspended;
    }

    /** The opening of {@code incident} was stored at {@code position}: asks for its picture and holds the message. */
    void request(Incident incident, RuleEvent event, long position, String topic, Duration now) {
        if (suspended) {
            return;
        }
        waiting.put(position, new Waiting(incident, topic, now.plus(AlertSettings.PICTURE_DEADLINE)));
        delivery.hold(position);
        worker.request(event, jpeg -> {
            jpeg.filter(drawn -> !suspended)
                    .ifPresent(bytes -> store.put(event.camera(), incident.id(), bytes, clock.instant()));
            outboxThread.accept(() -> answered(position, jpeg));
        });
    }

    /** Asks for a better picture; {@code done} gets it on the thread {@code outbox}, if it is better and nothing else is to be done. */
    void better(RuleEvent event, Consumer<byte[]> done) {
        if (!suspended) {
            worker.better(event, jpeg -> outboxThread.accept(() -> done.accept(jpeg)));
        }
    }

    /** {@code incident} is told of with {@code jpeg} in the place of its picture. */
    void replace(Incident incident, byte[] jpeg) {
        incident.camera()
                .filter(camera -> !suspended)
                .ifPresent(camera -> store.put(camera, incident.id(), jpeg, clock.instant()));
    }

    /** The message of that was stored at {@code position}: it goes once the picture is stored with it. */
    void attachTo(long position, Incident incident, String topic, byte[] jpeg) {
        if (!suspended) {
            delivery.hold(position);
            outboxThread.accept(() -> ready.add(new Ready(position, incident, topic, jpeg)));
        }
    }

    private void answered(long position, Optional<byte[]> jpeg) {
        Waiting request = waiting.remove(position);
        if (request == null) {
            return;
        }
        side.pictured(request.incident().id());
        if (jpeg.isPresent()) {
            ready.add(new Ready(position, request.incident(), request.topic(), jpeg.get()));
        } else {
            delivery.release(position);
        }
    }

    /** Moves the pictures that came in into {@code batch}; after its commit, {@link #attached} is due for each. */
    List<Ready> attach(Batch batch) {
        List<Ready> moved = List.copyOf(ready);
        ready.clear();
        for (Ready picture : moved) {
            batch.attach(picture.position(), picture.topic(), picture.jpeg());
        }
        return moved;
    }

    /** The picture is stored with its message, which may go now. */
    void attached(Ready picture) {
        media.change(picture.incident().id(), known -> known.withPicture(picture.topic()));
        delivery.release(picture.position());
    }

    /** Lets go what has waited too long. */
    void expire(Duration now) {
        List<Long> expired = new ArrayList<>();
        waiting.forEach((position, request) -> {
            if (now.compareTo(request.until()) >= 0) {
                expired.add(position);
            }
        });
        late += expired.size();
        expired.forEach(position -> release(position, waiting.remove(position)));
    }

    private void release(long position, @Nullable Waiting request) {
        delivery.release(position);
        if (request != null) {
            side.pictured(request.incident().id());
        }
    }

    /** Lets everything go: at the end. */
    void releaseAll() {
        waiting.forEach(this::release);
        waiting.clear();
    }

    /** Pictures drawn since the start. */
    long drawn() {
        return worker.drawn();
    }

    /** Incidents that went without a picture since the start because drawing failed or took too long. */
    long failed() {
        return worker.failed() + late;
    }
}
