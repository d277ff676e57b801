package watchpost.alerts.contract.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import watchpost.core.event.IncidentKind;

/** Everything that subscribers and senders may rely on. */
public final class Contract {
    private static final Channel.Parameter CAMERA = any("the camera's name");
    private static final Channel.Parameter RULE = any("the rule's name");
    private static final Channel.Parameter INCIDENT = any("the incident's id; a snapshot's own");
    private static final Channel.Parameter KIND = new Channel.Parameter(
            "the incident's kind", Type.Word.of(IncidentKind.values()).oneOf());

    private Contract() {}

    private static Channel.Parameter any(String description) {
        return new Channel.Parameter(description, List.of());
    }

    /** What the box sends as JSON, by the name that its messages carry, in the order of the documentation. */
    public static List<Payload> sent() {
        return List.of(
                Incidents.payload(),
                Measurements.measurement(),
                OwnStates.gap(),
                OwnStates.status(),
                OwnStates.cameraStatus(),
                OwnStates.health(),
                Measurements.level(),
                Commands.reply());
    }

    /** What is sent to the box. */
    public static List<Payload> received() {
        List<Payload> all = new ArrayList<>(List.of(Commands.envelope(), Receipts.payload()));
        Commands.all().forEach(command -> all.add(Commands.inside(command)));
        return all;
    }

    /** Every topic. */
    public static List<Channel> channels() {
        List<Channel> all = new ArrayList<>(
                List.of(
                        states(
                                "boxStatus",
                                "status",
                                Map.of(),
                                OwnStates.status(),
                                "the box: `online`, `offline`, `stopped`; also its last will"),
                        states(
                                "cameraStatus",
                                "cameras/{camera}/status",
                                Map.of("camera", CAMERA),
                                OwnStates.cameraStatus(),
                                "what the camera is doing, why, since when, and its frame rates"),
                        events(
                                "cameraIncidents",
                                "cameras/{camera}/incidents/{kind}",
                                Map.of("camera", CAMERA, "kind", KIND),
                                Incidents.payload(),
                                "an incident: `opened`, then any number of `updated`, then `closed`"),
                        events(
                                "boxIncidents",
                                "incidents/{kind}",
                                Map.of("kind", KIND),
                                Incidents.payload(),
                                "an incident of the box itself that no camera is the place of"),
                        picture(),
                        events(
                                "measurements",
                                "cameras/{camera}/measurements/{rule}",
                                Map.of("camera", CAMERA, "rule", RULE),
                                Measurements.measurement(),
                                "one record for each closed interval"),
                        states(
                                "levels",
                                "cameras/{camera}/levels/{rule}",
                                Map.of("camera", CAMERA, "rule", RULE),
                                Measurements.level(),
                                "the current level; published again at every connect"),
                        events("gaps", "gaps", Map.of(), OwnStates.gap(), "what was dropped on purpose"),
                        states(
                                "health",
                                "health",
                                Map.of(),
                                OwnStates.health(),
                                "load, disk, backlog, execution provider, coverage; the site's `mode`, and which rules are `disarmed`")));
        all.add(new Channel(
                "receipts",
                "receipts/{receiver}",
                Map.of("receiver", any("the receiver's name, as the box's configuration calls it")),
                false,
                false,
                Optional.of(Receipts.payload()),
                Optional.empty(),
                "in: a receiver's word that it has some messages, see [below](#receipts)"));
        Commands.all().forEach(command -> addCommand(all, command));
        return all;
    }

    private static Channel states(
            String id, String levels, Map<String, Channel.Parameter> parameters, Payload payload, String what) {
        return new Channel(id, levels, parameters, true, true, Optional.of(payload), Optional.empty(), what);
    }

    private static Channel events(
            String id, String levels, Map<String, Channel.Parameter> parameters, Payload payload, String what) {
        return new Channel(id, levels, parameters, true, false, Optional.of(payload), Optional.empty(), what);
    }

    private static Channel picture() {
        return new Channel(
                "pictures",
                "cameras/{camera}/pictures/{incident_id}",
                Map.of("camera", CAMERA, "incident_id", INCIDENT),
                true,
                false,
                Optional.empty(),
                Optional.empty(),
                "JPEG with box and place drawn; before or with `opened`, and again with each better one");
    }

    private static void addCommand(List<Channel> all, Commands.Command command) {
        String id = Names.camel(command.name());
        String reply = id + "Reply";
        all.add(new Channel(
                id,
                "commands/" + command.name(),
                Map.of(),
                false,
                false,
                Optional.of(Commands.envelope()),
                Optional.of(reply),
                "in: it " + command.does()));
        all.add(events(
                reply,
                "replies/" + command.name(),
                Map.of(),
                Commands.reply(),
                "the answer: `request_id`, `ok`, `error`"));
    }
}
