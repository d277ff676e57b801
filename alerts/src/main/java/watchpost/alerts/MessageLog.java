package watchpost.alerts;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import watchpost.alerts.contract.Media;
import watchpost.alerts.contract.Message;
import watchpost.alerts.contract.Messages;
import watchpost.alerts.contract.Origin;
import watchpost.alerts.contract.States;
import watchpost.alerts.id.ContentIds;
import watchpost.alerts.id.Ids;
import watchpost.alerts.incident.Incident;
import watchpost.alerts.incident.IncidentFold;
import watchpost.alerts.incident.WallTime;
import watchpost.core.event.Level;
import watchpost.core.event.Measurement;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.RuleOutput;
import watchpost.core.id.CameraId;
import watchpost.core.time.Moment;
import watchpost.core.vision.Finding;

/**
 * What a box would publish, as lines of the contract's JSON, for replay: the same outputs give the same bytes. No clock, no storage,
 * no connection: the epoch is {@code replay}, seq counts from 1, ids come from the content, incidents close by the recording's time.
 * Not thread-safe.
 */
public final class MessageLog {
    private static final String EPOCH = "replay";

    private final Ids ids = new ContentIds();
    private final Messages messages;
    private final States states;
    private final Map<CameraId, IncidentFold> folds = new LinkedHashMap<>();
    private final RecentIncidents recent = new RecentIncidents();
    private final Amendments findings = new Amendments(List.of());
    private long seq;

    public MessageLog(Origin origin) {
        this.messages = new Messages(origin, ids);
        this.states = new States(origin);
    }

    /** The lines that {@code output} leads to, in order: incidents and measurements with their envelope, levels without. */
    public List<String> accept(RuleOutput output) {
        return output.match(new RuleOutput.Cases<>() {
            @Override
            public List<String> event(RuleEvent event) {
                return lines(fold(event.camera()).step(event, event.at().stream()));
            }

            @Override
            public List<String> measurement(Measurement measurement) {
                List<String> lines = new ArrayList<>(advance(measurement.camera(), measurement.at()));
                lines.add(line(messages.measurement(measurement)));
                return lines;
            }

            @Override
            public List<String> level(Level level) {
                List<String> lines = new ArrayList<>(advance(level.camera(), level.at()));
                lines.add(new String(states.level(level), StandardCharsets.UTF_8));
                return lines;
            }
        });
    }

    /**
     * The lines that what was found out about an object leads to: it stands in the object's incident from now on; where there is none, it
     * is dropped.
     *
     * @param now of the recording
     */
    public List<String> accept(Finding finding, Moment now) {
        Optional<Incident> last = fold(finding.camera())
                .of(finding.camera(), finding.track())
                .or(() -> recent.of(finding.camera(), finding.track()));
        return last.map(incident -> {
                    findings.put(incident.id(), finding.what().wireName(), Messages.finding(finding));
                    return lines(List.of(incident.again(new WallTime(now.wall(), now.clock()))));
                })
                .orElse(List.of());
    }

    /** Lets the recording's time pass on one camera; returns the lines of the incidents that this closes. */
    public List<String> advance(CameraId camera, Moment now) {
        return lines(fold(camera).advance(now.stream()));
    }

    /** The end of the recording: the lines that close what is still open. */
    public List<String> finish() {
        List<String> lines = new ArrayList<>();
        folds.values().forEach(fold -> lines.addAll(lines(fold.finish())));
        return lines;
    }

    private IncidentFold fold(CameraId camera) {
        return folds.computeIfAbsent(camera, key -> new IncidentFold(ids, AlertSettings.LINGER));
    }

    private List<String> lines(List<Incident> changes) {
        return changes.stream().map(this::line).toList();
    }

    private String line(Incident bare) {
        Incident change = findings.told(bare, Duration.ZERO);
        String line = line(messages.incident(change, Media.NONE));
        recent.put(change, line);
        return line;
    }

    private String line(Message message) {
        seq++;
        return message.line(EPOCH, seq);
    }
}
