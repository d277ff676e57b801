package watchpost.alerts;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import watchpost.alerts.contract.Messages;
import watchpost.alerts.contract.States;
import watchpost.alerts.contract.Topics;
import watchpost.alerts.evidence.EvidenceRenderer;
import watchpost.alerts.evidence.EvidenceSources;
import watchpost.alerts.evidence.EvidenceStore;
import watchpost.alerts.evidence.EvidenceWorker;
import watchpost.alerts.evidence.PictureSource;
import watchpost.alerts.id.Ids;
import watchpost.alerts.id.RandomIds;
import watchpost.alerts.mqtt.MqttTimers;
import watchpost.alerts.mqtt.MqttTransport;
import watchpost.alerts.outbox.Ballast;
import watchpost.alerts.outbox.Batch;
import watchpost.alerts.outbox.Copier;
import watchpost.alerts.outbox.Delivery;
import watchpost.alerts.outbox.Outbox;
import watchpost.alerts.outbox.OutboxException;
import watchpost.alerts.outbox.Receipts;
import watchpost.alerts.outbox.StateBoard;
import watchpost.alerts.profile.ProfileDesk;
import watchpost.alerts.profile.ProfileSettings;
import watchpost.alerts.transport.ConnectionState;
import watchpost.alerts.transport.Presence;
import watchpost.alerts.transport.Transport;
import watchpost.core.event.CameraStatus;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.RuleOutput;
import watchpost.core.event.Values;
import watchpost.core.id.CameraId;
import watchpost.core.port.CameraStatusSink;
import watchpost.core.port.FindingSink;
import watchpost.core.port.RuleOutputSink;
import watchpost.core.time.Ticker;
import watchpost.core.vision.Finding;

/**
 * Takes what rules and cameras say, makes incidents of it, stores every message and delivers it. All methods may be called on any
 * thread; those that take something in never wait and never drop.
 */
public final class AlertService implements RuleOutputSink, CameraStatusSink, FindingSink, AutoCloseable {
    /** The ways for messages beside MQTT that there may be; the outbox of each lies in a folder of this name below the storage. */
    public static final List<String> CHANNELS = SideChannels.NAMES;

    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(2);
    private static final Duration QUICK = Duration.ofMillis(200);

    private final Mailbox mailbox;
    private final AlertLoop loop;
    private final Intake intake;
    private final CommandDesk desk;
    private final ReceiptDesk receipts;
    private final RecentIncidents recent;
    private final EvidenceStore pictures;
    private final EvidenceStore clips;
    private final EvidenceWorker worker;
    private final Transport transport;
    private final Transport commands;
    private final SideChannels side;
    private final Topics topics;
    private final Ids ids;
    private final InstantSource clock;

    /**
     * Opens the outbox and starts delivering; does not wait for the broker.
     *
     * @param sources where pictures and clips come from
     * @throws AlertException if the settings or the storage directory cannot be used
     */
    public static AlertService open(AlertSettings settings, EvidenceSources sources, InstantSource clock, Ticker ticker)
            throws AlertException {
        return open(settings, MqttTimers.USUAL, sources, clock, ticker);
    }

    static AlertService open(
            AlertSettings settings, MqttTimers timers, EvidenceSources sources, InstantSource clock, Ticker ticker)
            throws AlertException {
        try {
            return new AlertService(settings, timers, sources, clock, ticker);
        } catch (OutboxException | IllegalArgumentException e) {
            throw new AlertException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new AlertException(
                    "cannot use the storage directory " + settings.storage().directory() + ": " + e, e);
        }
    }

    private AlertService(
            AlertSettings settings, MqttTimers timers, EvidenceSources sources, InstantSource clock, Ticker ticker)
            throws OutboxException, IOException {
        this.clock = clock;
        ids = new RandomIds(new SecureRandom());
        topics = settings.origin().topics();
        Messages messages = new Messages(settings.origin(), ids);
        States states = new States(settings.origin());
        AtomicReference<String> epoch = new AtomicReference<>("");
        String clientId = "watchpost-" + settings.origin().site() + "-"
                + settings.origin().box();
        Optional<Presence> presence = Optional.of(presence(settings, states, epoch::get));
        transport = new MqttTransport(settings.broker(), clientId, presence, timers, clock, ticker);
        commands =
                new MqttTransport(settings.broker(), clientId + "-commands", Optional.empty(), timers, clock, ticker);
        AlertSettings.Storage storage = settings.storage();
        pictures = new EvidenceStore(storage.directory().resolve("pictures"), ".jpg", storage.pictureBytesOfCamera());
        clips = new EvidenceStore(storage.directory().resolve("clips"), ".mp4", storage.clipBytesOfCamera());
        worker = new EvidenceWorker(sources.pictures(), new EvidenceRenderer(AlertSettings.PICTURE_WIDTH));
        Outbox outbox = Outbox.open(storage.directory(), storage.outboxBytes(), messages, ids, clock, false);
        mailbox = new Mailbox();
        side = new SideChannelFactory(settings, timers, pictures::get, mailbox::tell, clock, ticker)
                .open(messages, ids);
        recent = new RecentIncidents();
        StateBoard board = new StateBoard();
        Batch batch = new Batch();
        Optional<ProfileDesk> profiles = profiles(settings, board, clock.instant());
        Delivery delivery = new Delivery(
                outbox,
                transport,
                board,
                profiles.map(ProfileDesk::copier).orElse(Copier.NONE),
                receipts(settings.receipts(), ticker));
        MediaBook media = new MediaBook();
        Evidence evidence =
                new Evidence(new Evidence.Parts(worker, pictures, delivery, media, side), mailbox::tell, clock);
        intake = new Intake(
                new Intake.Parts(
                        settings.origin().topics(),
                        messages,
                        states,
                        ids,
                        board,
                        batch,
                        evidence,
                        media,
                        side,
                        profiles,
                        new IncidentClips(sources.clips(), clips, media, mailbox::tell, clock),
                        recent,
                        settings.commands().escalateAfter(),
                        sources.pictures() != PictureSource.NONE),
                clock,
                ticker);
        DiskGuard disk = new DiskGuard(
                new Ballast(storage.directory()), List.of(clips, pictures), evidence, intake, delivery::isInUse);
        Retention retention = new Retention(storage.keep(), List.of(clips, pictures), clock, delivery::isInUse, side);
        desk = new CommandDesk(settings, states, board, intake, clock);
        receipts = new ReceiptDesk(topics, settings.receipts(), delivery, batch);
        AlertLoop.Reopen reopen =
                () -> Outbox.open(storage.directory(), storage.outboxBytes(), messages, ids, clock, true);
        loop = new AlertLoop(
                mailbox,
                transport,
                recent,
                new AlertLoop.Parts(
                        outbox, reopen, delivery, batch, evidence, intake, disk, retention, side, epoch::set),
                ticker);
        begin(outbox.incidents());
    }

    private static Receipts receipts(ReceiptSettings wanted, Ticker ticker) {
        return new Receipts(wanted.from(), wanted.deadline(), ticker);
    }

    /** @param left the newest message of each incident of an earlier life of the box */
    private void begin(List<byte[]> left) {
        mailbox.tell(() -> intake.recall(left));
        worker.start();
        loop.start();
        CommandListener listener = new CommandListener(desk, receipts, mailbox::tell);
        if (!listener.wants().isEmpty()) {
            commands.start(listener);
        }
    }

    private static Optional<ProfileDesk> profiles(AlertSettings settings, StateBoard board, Instant now) {
        Path directory = settings.storage().directory();
        return ProfileDesk.open(settings.profiles(), settings.origin(), settings.version(), board, directory, now);
    }

    private static Presence presence(AlertSettings settings, States states, Supplier<String> epoch) {
        return new Presence() {
            @Override
            public String topic() {
                return settings.origin().topics().status();
            }

            @Override
            public byte[] online(Instant since) {
                return states.status(States.Presence.ONLINE, settings.version(), epoch.get(), since);
            }

            @Override
            public byte[] offline(Instant sessionSince) {
                return states.status(States.Presence.OFFLINE, settings.version(), epoch.get(), sessionSince);
            }

            @Override
            public byte[] stopped(Instant since) {
                return states.status(States.Presence.STOPPED, settings.version(), epoch.get(), since);
            }
        };
    }

    @Override
    public void accept(RuleOutput output) {
        mailbox.tell(() -> intake.take(output));
    }

    @Override
    public void accept(CameraStatus status) {
        mailbox.tell(() -> intake.take(status));
    }

    /** Adds to the incident of an object what a second model found out about it, and tells the incident again. */
    @Override
    public void accept(Finding finding) {
        mailbox.tell(() -> intake.take(finding));
    }

    /** Replaces the picture of an open incident, if the shot turns out to be better; at most a few times, and it is told each time. */
    public void better(BetterShot shot) {
        mailbox.tell(() -> intake.take(shot));
    }

    /** Publishes how the box is doing, retained. */
    public void health(Values values) {
        mailbox.tell(() -> intake.health(values));
    }

    /**
     * Opens an incident of the box itself (degraded, disk full), or tells the new reason of an open one.
     *
     * @param source the part of the box that noticed: what several notice at once are several incidents
     * @param why one sentence without a full stop
     */
    public void raise(IncidentKind kind, String source, String why) {
        mailbox.tell(() -> intake.raise(kind, source, why));
    }

    /** Closes what was raised with the same kind and source, if it is open. */
    public void clear(IncidentKind kind, String source) {
        mailbox.tell(() -> intake.clear(kind, source));
    }

    /** Opens and closes an incident that is marked as a test. */
    public void test(TestAlarm alarm) {
        mailbox.tell(() -> intake.test(alarm));
    }

    /** Who carries out the commands that are not about incidents; until it is said, they are refused. */
    public void performer(Performer performer) {
        desk.performer(performer);
    }

    /**
     * From now on others may send commands, and alarms are told again after other times. A box that was started without any role takes
     * no commands until it is started again.
     *
     * @throws AlertException with one sentence if a key cannot be used; then nothing changes
     */
    public void commands(CommandSettings settings) throws AlertException {
        try {
            desk.roles(settings.roles());
        } catch (IOException e) {
            throw new AlertException("a key file cannot be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new AlertException(String.valueOf(e.getMessage()), e);
        }
        mailbox.tell(() -> intake.escalateAfter(settings.escalateAfter()));
    }

    /**
     * Publishes a picture that belongs to no incident, once, to whoever listens now.
     *
     * @return the topic on which it goes out
     */
    public String show(CameraId camera, byte[] jpeg) {
        String topic = topics.picture(Optional.of(camera), ids.next(clock.instant(), "picture"));
        mailbox.tell(() -> intake.show(topic, jpeg));
        return topic;
    }

    /** When incidents wake nobody; until it is said, they always do. */
    public void quietHours(QuietHours hours) {
        intake.quietHours(hours);
    }

    /** Command messages since the start that nobody known had signed. */
    public long commandsTurnedAway() {
        return desk.turnedAway();
    }

    /** Messages on the receivers' topics since the start that were no receipts. */
    public long receiptsIgnored() {
        return receipts.ignored();
    }

    /** The newest change of each of the last few hundred incidents, newest first. */
    public List<IncidentNote> recentIncidents() {
        return recent.list();
    }

    /** The JPEG of an incident, while it is kept. Reads a file: not for event loops. */
    public Optional<byte[]> picture(String incidentId) {
        return pictures.get(incidentId);
    }

    /** The MP4 file of an incident's clip, while it is kept. */
    public Optional<Path> clip(String incidentId) {
        return clips.find(incidentId);
    }

    /** What is watched for from now on: other software that the box speaks to is told what came and what is gone. */
    public void watched(List<ProfileSettings.Watched> cameras) {
        mailbox.tell(() -> intake.watched(cameras));
    }

    /** Calls {@code listener} on the thread {@code outbox} for every stored change of an incident; it must not wait. */
    public void onIncident(Consumer<IncidentNote> listener) {
        recent.listen(listener);
    }

    public AlertCounters counters() {
        return loop.counters();
    }

    /** How the ways beside MQTT stand, by name: {@code webhook}, {@code mail}, as far as they are configured. */
    public Map<String, ChannelState> channels() {
        return side.states();
    }

    /** How the connection to the broker stands. */
    public ConnectionState connection() {
        return transport.state();
    }

    /**
     * Closes open incidents, stores everything, gives the broker up to {@code patience} to confirm it, says {@code stopped} and ends
     * all threads.
     */
    public void close(Duration patience) {
        commands.close(QUICK);
        desk.close();
        loop.stop(patience);
        worker.close();
    }

    @Override
    public void close() {
        close(USUAL_PATIENCE);
    }
}
