package watchpost.alerts.mail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import watchpost.alerts.contract.Notice;
import watchpost.alerts.contract.Origin;
import watchpost.alerts.evidence.PictureShelf;
import watchpost.alerts.incident.Incident;
import watchpost.alerts.incident.Phase;
import watchpost.core.event.Severity;
import watchpost.core.time.ClockQuality;

/** Writes letters that a guard understands. The same notices give the same id. */
final class LetterWriter {
    private static final int LONGEST_SUBJECT = 200;
    private static final String DOT = " · ";

    private final Origin origin;
    private final MailSettings settings;
    private final PictureShelf pictures;
    private final DateTimeFormatter moment;
    private final DateTimeFormatter brief;
    private final String domain;

    LetterWriter(Origin origin, MailSettings settings, PictureShelf pictures) {
        this.origin = origin;
        this.settings = settings;
        this.pictures = pictures;
        ZoneId zone = settings.style().zone();
        this.moment = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu, HH:mm:ss zzz", Locale.ENGLISH)
                .withZone(zone);
        this.brief = DateTimeFormatter.ofPattern("d MMM, HH:mm:ss zzz", Locale.ENGLISH)
                .withZone(zone);
        this.domain = atom(origin.box()) + "." + atom(origin.site()) + ".watchpost";
    }

    /** What may stand between the dots of an id's right side. */
    private static String atom(String name) {
        return name.replaceAll("[^A-Za-z0-9-]", "-");
    }

    Letter of(Notice notice) {
        return notice.incident().isPresent()
                ? incident(notice, notice.incident().get())
                : gap(notice, notice.givenUp().orElseThrow());
    }

    private Letter incident(Notice notice, Incident incident) {
        boolean begins = incident.phase() == Phase.OPENED;
        String first = incident.id() + "@" + domain;
        boolean showsPicture = settings.style().pictures() && incident.phase() != Phase.CLOSED;
        Optional<byte[]> picture = showsPicture ? pictures.of(incident.id()) : Optional.empty();
        return new Letter(
                begins ? first : notice.eventId() + "@" + domain,
                begins ? Optional.empty() : Optional.of(first),
                subject(prefix(incident) + line(incident)),
                text(notice, incident),
                picture,
                incident.severity() == Severity.ALARM && incident.phase() != Phase.CLOSED);
    }

    private static String prefix(Incident incident) {
        String test = incident.test() ? "[TEST] " : "";
        int stage = IncidentWords.stage(incident);
        if (incident.phase() == Phase.CLOSED && stage == 0) {
            return test + "Over: ";
        }
        return stage == 0 ? test : test + "Nobody acknowledged (stage " + stage + "): ";
    }

    /** Intrusion · gate · yard: person in yard for 12 s, after hours. */
    private String line(Incident incident) {
        return IncidentWords.kind(incident) + DOT
                + incident.camera().map(Object::toString).orElse(origin.box())
                + incident.place().map(place -> DOT + place.name()).orElse("") + ": " + incident.why();
    }

    private static String subject(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT - 1) + "…";
    }

    private String text(Notice notice, Incident incident) {
        StringBuilder text = new StringBuilder(200);
        if (incident.test()) {
            text.append("This is a test: nothing happened.\n\n");
        }
        text.append(IncidentWords.sentence(incident.why())).append("\n\n");
        row(
                text,
                "What",
                IncidentWords.kind(incident) + " (" + incident.severity().wireName() + ")");
        row(text, "Where", IncidentWords.where(incident));
        row(text, "When", moment.format(incident.startedAt()));
        incident.endedAt().ifPresent(end -> row(text, "Until", moment.format(end)));
        row(text, "Box", origin.site() + " / " + origin.box());
        links(text, notice);
        row(text, "Incident", incident.id());
        if (incident.clock() == ClockQuality.UNSYNCED) {
            text.append("\nThe box's clock had not been set: the times may be wrong.\n");
        }
        if (notice.replayed()) {
            text.append("\nThis mail comes late: it could not be sent at once.\n");
        }
        return text.toString();
    }

    private void links(StringBuilder text, Notice notice) {
        if (settings.style().page().isPresent()) {
            String page = settings.style().page().get().toString();
            row(text, "Page", page);
            String base = page.endsWith("/") ? page.substring(0, page.length() - 1) : page;
            notice.clip().ifPresent(path -> row(text, "Clip", base + path));
        }
    }

    private static void row(StringBuilder text, String name, String value) {
        text.append(String.format(Locale.ROOT, "%-9s %s\n", name, value));
    }

    private Letter gap(Notice notice, Notice.GivenUp lost) {
        String counts = counts(lost.counts());
        String text = "Not sent by mail: " + counts + ".\nWhy: " + lost.reason()
                + ".\nThe box's page and the broker may still have them.\n\n";
        StringBuilder all = new StringBuilder(text);
        row(all, "Box", origin.site() + " / " + origin.box());
        links(all, notice);
        return new Letter(
                notice.eventId() + "@" + domain,
                Optional.empty(),
                subject(origin.box() + ": " + counts + " not sent by mail"),
                all.toString(),
                Optional.empty(),
                false);
    }

    private static String counts(Map<String, Long> counts) {
        String all = new TreeMap<>(counts)
                .entrySet().stream()
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(Collectors.joining(", "));
        return all.isEmpty() ? "some messages" : all;
    }

    /** One letter for what came faster than letters may go: lists everything. */
    Letter digest(List<Notice> notices) {
        String ids = notices.stream().map(Notice::eventId).collect(Collectors.joining(" "));
        UUID id = UUID.nameUUIDFromBytes(ids.getBytes(StandardCharsets.UTF_8));
        StringBuilder text = new StringBuilder(100 * notices.size());
        text.append("No more than ").append(settings.perHour()).append(" mails are sent within an hour");
        text.append(" (mail.per-hour). This was held back since the last one:\n\n");
        notices.forEach(notice -> text.append(item(notice)).append('\n'));
        text.append('\n');
        row(text, "Box", origin.site() + " / " + origin.box());
        settings.style().page().ifPresent(page -> row(text, "Page", page.toString()));
        boolean urgent = notices.stream()
                .flatMap(notice -> notice.incident().stream())
                .anyMatch(incident -> incident.severity() == Severity.ALARM && !incident.test());
        return new Letter(
                id + "@" + domain,
                Optional.empty(),
                subject(origin.box() + ": " + notices.size() + " messages held back"),
                text.toString(),
                Optional.empty(),
                urgent);
    }

    private String item(Notice notice) {
        if (notice.incident().isEmpty()) {
            Notice.GivenUp lost = notice.givenUp().orElseThrow();
            return "- not sent: " + counts(lost.counts()) + " (" + lost.reason() + ")";
        }
        Incident incident = notice.incident().get();
        Instant at = incident.phase() == Phase.OPENED ? incident.startedAt() : incident.at();
        return "- " + brief.format(at) + ", " + incident.severity().wireName() + ": " + prefix(incident)
                + line(incident).replaceAll("\\p{Cntrl}+", " ");
    }

    /** A letter that shows whether letters arrive. */
    Letter trial(Instant now) {
        UUID id = UUID.nameUUIDFromBytes(("trial " + now).getBytes(StandardCharsets.UTF_8));
        StringBuilder text = new StringBuilder("This is a test: nothing happened. Mail from this box arrives.\n\n");
        row(text, "When", moment.format(now));
        row(text, "Box", origin.site() + " / " + origin.box());
        settings.style().page().ifPresent(page -> row(text, "Page", page.toString()));
        return new Letter(
                id + "@" + domain,
                Optional.empty(),
                "[TEST] Mail from " + origin.box() + " (" + origin.site() + ")",
                text.toString(),
                Optional.empty(),
                false);
    }
}
