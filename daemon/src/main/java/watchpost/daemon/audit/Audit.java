package watchpost.daemon.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;
import watchpost.alerts.evidence.EvidenceRenderer;
import watchpost.config.CameraConfig;
import watchpost.core.geometry.Size;
import watchpost.core.id.RuleId;
import watchpost.core.vision.Overlay;
import watchpost.core.vision.Overlay.BoxMark;
import watchpost.core.vision.Overlay.Tone;
import watchpost.core.vision.Picture;
import watchpost.core.vision.Track;
import watchpost.daemon.replay.ReplaySink;
import watchpost.daemon.scene.Masking;
import watchpost.daemon.scene.Overlays;
import watchpost.daemon.scene.RuleShapes;
import watchpost.daemon.scene.Shape;
import watchpost.rules.fold.Counted;

/** Collects what one rule counts while a recording is replayed, with a picture of each. One thread. */
public final class Audit implements ReplaySink {
    private static final int WIDTH = 480;

    private final RuleId rule;
    private final List<Shape> shapes;
    private final Masking masking;
    private final boolean pictures;
    private final DoubleConsumer progress;
    private final EvidenceRenderer renderer = new EvidenceRenderer(WIDTH);
    private final List<Counted> fresh = new ArrayList<>();
    private final List<Count> counts = new ArrayList<>();

    /**
     * One counted object.
     *
     * @param jpeg its picture as a data URL; empty if none was wanted
     */
    record Count(double seconds, String place, String direction, String label, long track, String jpeg) {}

    /** {@code size} is that of the recording's pictures. */
    public Audit(CameraConfig camera, RuleId rule, Size size, boolean pictures, DoubleConsumer progress) {
        this.rule = rule;
        this.shapes = RuleShapes.of(
                camera.rules().stream().filter(spec -> spec.id().equals(rule)).toList(), List.of());
        this.masking = new Masking(camera.masks(), size);
        this.pictures = pictures;
        this.progress = progress;
    }

    @Override
    public void message(String line) {
        // an audit looks at what is counted, not at messages
    }

    @Override
    public boolean wantsPictures() {
        return pictures;
    }

    @Override
    public void counted(Counted counted) {
        if (counted.rule().equals(rule)) {
            fresh.add(counted);
        }
    }

    @Override
    public void frame(long number, List<Track> tracks, Optional<Picture> picture, double share) throws IOException {
        picture.filter(any -> !fresh.isEmpty()).ifPresent(masking::apply);
        for (Counted counted : fresh) {
            add(counted, picture);
        }
        fresh.clear();
        progress.accept(share);
    }

    private void add(Counted counted, Optional<Picture> picture) {
        Track track = counted.track();
        Overlay places = Overlays.ofTracks(shapes, List.of());
        List<Overlay.Mark> marks = new ArrayList<>(places.marks());
        marks.add(new BoxMark(track.box(), track.label() + " " + track.id(), Tone.ALARM));
        String jpeg = picture.map(full -> "data:image/jpeg;base64,"
                        + Base64.getEncoder().encodeToString(renderer.jpeg(full, new Overlay(marks), List.of())))
                .orElse("");
        counts.add(new Count(
                counted.at().stream().toMillis() / 1e3,
                counted.place(),
                counted.direction(),
                track.label(),
                track.id(),
                jpeg));
    }

    /** The result, line by line: what was counted by class and direction, and how that agrees with the truth. */
    public List<String> lines(Truth truth) {
        end();
        List<String> lines = new ArrayList<>();
        SortedMap<String, Integer> sums = new TreeMap<>();
        counts.forEach(count -> sums.merge(count.label() + " " + count.direction(), 1, Integer::sum));
        sums.forEach((name, sum) -> lines.add(String.format(Locale.ROOT, "counted: %4d %s", sum, name)));
        lines.add(String.format(Locale.ROOT, "counted: %4d in all, by a person: %d", counts.size(), truth.sum()));
        List<Score> scores = truth.crossings().isEmpty()
                ? List.of(Score.ofSums("all", counts.size(), truth.sum()))
                : Score.matched(counts, truth);
        scores.forEach(score -> lines.add(score.line()));
        return lines;
    }

    /** A page for a person who checks the count against the video. */
    public String page(String title, Truth truth) {
        return Page.of(title, lines(truth), counts);
    }

    /** What was counted after the last picture. */
    private void end() {
        fresh.forEach(counted -> add(counted, Optional.empty()));
        fresh.clear();
    }
}
