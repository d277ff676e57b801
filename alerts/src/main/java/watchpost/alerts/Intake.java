package watchpost.alerts;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import watchpost.alerts.command.CommandRefused;
import watchpost.alerts.contract.ClockJump;
import watchpost.alerts.contract.IncidentReader;
import watchpost.alerts.contract.Media;
import watchpost.alerts.contract.Message;
import watchpost.alerts.contract.Messages;
import watchpost.alerts.contract.States;
import watchpost.alerts.contract.Topics;
import watchpost.alerts.id.Ids;
import watchpost.alerts.incident.CameraWatch;
import watchpost.alerts.incident.Incident;
import watchpost.alerts.incident.IncidentFold;
import watchpost.alerts.incident.OwnIncidents;
import watchpost.alerts.incident.Phase;
import watchpost.alerts.incident.WallTime;
import watchpost.alerts.outbox.Batch;
import watchpost.alerts.outbox.StateBoard;
import watchpost.alerts.outbox.StoredMessage;
import watchpost.alerts.profile.ProfileDesk;
import watchpost.alerts.profile.ProfileSettings;
import watchpost.core.event.CameraStatus;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.Level;
import watchpost.core.event.Measurement;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.RuleOutput;
import watchpost.core.event.Severity;
import watchpost.core.event.Values;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.Ticker;
import watchpost.core.vision.Finding;

/** Makes messages of what comes in and puts them into the next transaction. Belongs to the thread {@code outbox}. */
final class Intake {
    private final Ids ids;
    private final Topics topics;
    private final Messages messages;
    private final States states;
    private final StateBoard board;
    private final Batch batch;
    private final Evidence evidence;
    private final RecentIncidents recent;
    private final InstantSource clock;
    private final Ticker ticker;
    private final MediaBook media;
    private final SideChannels side;
    private final Optional<ProfileDesk> profiles;
    private final IncidentClips clips;
    private final boolean withPictures;

    private final Amendments amendments;
    private final ClockJumps jumps = new ClockJumps();
    private final ClockWatch clockWatch;
    private final List<ClockJump> newJumps = new ArrayList<>();
    private final BetterPictures better = new BetterPictures();
    private final IncidentFold fold;
    private final OwnIncidents own;
    private final CameraWatch cameras;
    private volatile QuietHours quiet = QuietHours.NEVER;
    /** As the last rule output said; until then nobody has said that the clock is right. */
    private ClockQuality clockQuality = ClockQuality.UNSYNCED;

    /** What intake works with, all of it owned by the thread {@code outbox}. */
    record Parts(
            Topics topics,
            Messages messages,
            States states,
            Ids ids,
            StateBoard board,
            Batch batch,
            Evidence evidence,
            MediaBook media,
            SideChannels side,
            Optional<ProfileDesk> profiles,
            IncidentClips clips,
            RecentIncidents recent,
            List<Duration> escalateAfter,
            boolean withPictures) {}

    Intake(Parts parts, InstantSource clock, Ticker ticker) {
        this.ids = parts.ids();
        this.topics = parts.topics();
        this.messages = parts.messages();
        this.states = parts.states();
        this.board = parts.board();
        this.batch = parts.batch();
        this.evidence = parts.evidence();
        this.media = parts.media();
        this.side = parts.side();
        this.profiles = parts.profiles();
        this.clips = parts.clips();
        clips.onReady(last -> tell(last.again(wall())));
        this.recent = parts.recent();
        this.withPictures = parts.withPictures();
        this.clock = clock;
        this.ticker = ticker;
        this.clockWatch = new ClockWatch(clock.instant(), Duration.ofNanos(ticker.nanoTime()));
        this.amendments = new Amendments(parts.escalateAfter());
        this.fold = new IncidentFold(parts.ids(), AlertSettings.LINGER);
        this.own = new OwnIncidents(parts.ids());
        this.cameras = new CameraWatch(own, AlertSettings.OFFLINE_AFTER);
    }

    /** Any thread: from now on {@code hours} say who is to be woken. */
    void quietHours(QuietHours hours) {
        quiet = hours;
    }

    void escalateAfter(List<Duration> stages) {
        amendments.escalateAfter(stages);
    }

    /** What is watched for from now on, for other software. */
    void watched(List<ProfileSettings.Watched> cameras) {
        profiles.ifPresent(desk -> desk.show(cameras, clock.instant()));
    }

    /** The jumps of the clock since the last call; what happened before one and is told after it is put right here. */
    List<ClockJump> clockJumps() {
        watchClock();
        List<ClockJump> noticed = List.copyOf(newJumps);
        newJumps.clear();
        return noticed;
    }

    /** Before each message: one that is stamped by the new clock must find the jump known. */
    private void watchClock() {
        clockWatch.advance(clock.instant(), now()).ifPresent(jump -> {
            jumps.add(jump, now());
            newJumps.add(jump);
        });
    }

    /** Says a picture that belongs to no incident, to whoever listens now. */
    void show(String topic, byte[] jpeg) {
        board.say(topic, jpeg);
    }

    void take(RuleOutput output) {
        watchClock();
        clockQuality = output.at().clock();
        Consumer<RuleOutput> taker = output.match(new RuleOutput.Cases<Consumer<RuleOutput>>() {
            @Override
            public Consumer<RuleOutput> event(RuleEvent event) {
                return any -> take(event);
            }

            @Override
            public Consumer<RuleOutput> measurement(Measurement measurement) {
                return any -> take(measurement);
            }

            @Override
            public Consumer<RuleOutput> level(Level level) {
                return any -> take(level);
            }
        });
        taker.accept(output);
    }

    private void take(Level level) {
        board.put(topics.level(level.camera(), level.rule()), states.level(level));
        profiles.ifPresent(desk -> desk.told(level));
    }

    private void take(Measurement measurement) {
        Message message = messages.measurement(jumps.putRight(measurement, now()));
        side.measurement(message);
        batch.store(message, stored -> {});
    }

    private void take(RuleEvent event) {
        for (Incident change : fold.step(event, now())) {
            if (change.phase() == Phase.OPENED) {
                clips.request(change, event, evidence.isSuspended());
            }
            if (change.phase() == Phase.OPENED && withPictures && !evidence.isSuspended()) {
                better.opened(change.id(), event);
                String topic = topics.picture(change.camera(), change.id());
                tell(change, true, stored -> evidence.request(change, event, stored.position(), topic, now()));
            } else {
                boolean begins = change.phase() == Phase.UPDATED && event.phase() == RuleEvent.Phase.OPENED;
                tell(change, false, Optional.of(event).filter(any -> begins), stored -> {});
            }
        }
    }

    void take(CameraStatus status) {
        board.put(topics.cameraStatus(status.camera()), states.cameraStatus(status));
        cameras.step(status, now(), wall()).forEach(this::tell);
    }

    /** An object was seen better than before: its picture is drawn, and waits for whether it stays the best. */
    void take(BetterShot shot) {
        better.event(shot).ifPresent(event -> evidence.better(event, jpeg -> better.drawn(shot, jpeg, now())));
    }

    /** The incident is told of with a better picture. Nobody is woken by that. */
    private void tell(BetterPictures.Better picture) {
        recent.find(picture.shot().incidentId()).ifPresent(last -> {
            String topic = topics.picture(last.camera(), last.id());
            amendments.put(last.id(), BetterPictures.NAME, picture.words());
            Incident change = amendments.told(last.again(wall()), now());
            Message message = messages.incident(change, media.of(change.id()).withPicture(topic));
            message.silence();
            clips.told(change);
            evidence.replace(change, picture.jpeg());
            side.take(change, message, true, false);
            batch.store(message, row -> {
                evidence.attachTo(row.position(), change, topic, picture.jpeg());
                recent.put(change, new String(row.payload(), StandardCharsets.UTF_8));
            });
        });
    }

    /** What was found out stands in the object's incident from now on; where there is none any more, it is dropped. */
    void take(Finding finding) {
        Optional<Incident> last =
                fold.of(finding.camera(), finding.track()).or(() -> recent.of(finding.camera(), finding.track()));
        last.ifPresent(incident -> {
            amendments.put(incident.id(), finding.what().wireName(), Messages.finding(finding));
            tell(incident.again(wall()));
        });
    }

    void health(Values values) {
        board.put(topics.health(), states.health(clock.instant(), values));
    }

    void raise(IncidentKind kind, String source, String why) {
        OwnIncidents.Key key = new OwnIncidents.Key(kind, Optional.empty(), source);
        own.raise(key, Severity.WARNING, why, wall()).ifPresent(this::tell);
    }

    void clear(IncidentKind kind, String source) {
        OwnIncidents.Key key = new OwnIncidents.Key(kind, Optional.empty(), source);
        own.clear(key, wall()).ifPresent(this::tell);
    }

    /** Lets time pass. */
    void advance() {
        better.advance(now()).forEach(this::tell);
        fold.advance(now()).forEach(this::tell);
        cameras.advance(now(), wall()).forEach(this::tell);
        evidence.expire(now());
        amendments.advance(now()).forEach(this::again);
    }

    /** Closes what is open: the end of the daemon. */
    void finish() {
        fold.finish().forEach(this::tell);
        own.finish(wall()).forEach(this::tell);
        evidence.releaseAll();
    }

    /**
     * Takes over what an earlier life of the box left: its incidents are known again, and those that it left open because it died are
     * closed, at the moment at which they were last seen.
     *
     * @param payloads the newest message of each incident, oldest first
     */
    void recall(List<byte[]> payloads) {
        side.recall(payloads, messages);
        for (byte[] payload : payloads) {
            Incident last = IncidentReader.read(payload);
            recent.put(last, new String(payload, StandardCharsets.UTF_8));
            Media known = IncidentReader.media(payload);
            media.change(last.id(), none -> known);
            amendments.recall(last, now(), clock.instant());
            if (last.phase() != Phase.CLOSED) {
                Media left = last.rule().isPresent() && clips.areKept() ? IncidentClips.cutShort(known) : known;
                store(messages.incident(last.cutShort(), left), last.cutShort(), false, row -> {});
            }
        }
    }

    /** True if the last rule output was stamped by a clock that is right. */
    boolean isClockRight() {
        return clockQuality == ClockQuality.SYNCED;
    }

    int openIncidents() {
        return fold.open() + own.open();
    }

    /**
     * Adds to an incident what somebody says of it, and tells it again; it may be over.
     *
     * @param name what it is: {@code acknowledged}, {@code false_alarm}
     * @throws CommandRefused if there is no such incident, or if that was said of it before
     */
    void amend(String incidentId, String name, Values.Builder what) throws CommandRefused {
        Incident last = recent.find(incidentId)
                .orElseThrow(() -> new CommandRefused("no incident of the last few hundred has the id " + incidentId));
        amendments.add(
                amendments.of(last),
                name,
                what.put("at", Messages.stamp(clock.instant())).build());
        again(incidentId);
    }

    private void again(String incidentId) {
        recent.find(incidentId).ifPresent(last -> tell(last.again(wall())));
    }

    /** Opens and closes an incident in which nothing happened. */
    void test(TestAlarm alarm) {
        WallTime now = wall();
        String id = ids.next(now.at(), "test " + alarm);
        tell(alarm.incident(id, Phase.OPENED, now));
        tell(alarm.incident(id, Phase.CLOSED, now));
    }

    private void tell(Incident change) {
        tell(change, false, stored -> {});
    }

    private void tell(Incident change, boolean pictured, Consumer<StoredMessage> stored) {
        tell(change, pictured, Optional.empty(), stored);
    }

    /**
     * Tells a change.
     *
     * @param pictured true if its picture will be asked for once it is stored
     * @param trigger what a rule noticed in an incident that was open already
     */
    private void tell(Incident bare, boolean pictured, Optional<RuleEvent> trigger, Consumer<StoredMessage> stored) {
        watchClock();
        Incident change = jumps.putRight(amendments.told(bare, now()), now());
        Message message = messages.incident(change, media.of(change.id()));
        if (trigger.isPresent() && profiles.isPresent() && profiles.get().wantsTriggers()) {
            message.triggeredBy(trigger.get().rule(), trigger.get().kind());
        }
        clips.told(change);
        if (change.phase() == Phase.CLOSED) {
            better.closed(change.id());
        }
        store(message, change, pictured, stored);
    }

    private void store(Message message, Incident change, boolean pictured, Consumer<StoredMessage> stored) {
        // by a clock that may be wrong nobody knows what hour it is: rather too loud than too silent
        boolean silent = change.clock() != ClockQuality.UNSYNCED && quiet.cover(change.severity(), change.at());
        if (silent) {
            message.silence();
        }
        side.take(change, message, silent, pictured);
        batch.store(message, row -> {
            stored.accept(row);
            profiles.ifPresent(desk -> desk.told(change));
            recent.put(change, new String(row.payload(), StandardCharsets.UTF_8));
        });
    }

    private WallTime wall() {
        Instant now = clock.instant();
        return new WallTime(now, ClockQuality.isPlausible(now) ? clockQuality : ClockQuality.UNSYNCED);
    }

    private Duration now() {
        return Duration.ofNanos(ticker.nanoTime());
    }
}
