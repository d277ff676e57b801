package watchpost.daemon.replay;

import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import watchpost.alerts.evidence.EvidenceRenderer;
import watchpost.capture.VideoWriter;
import watchpost.config.CameraConfig;
import watchpost.core.event.Measurement;
import watchpost.core.event.RuleOutput;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Size;
import watchpost.core.vision.Picture;
import watchpost.core.vision.Track;
import watchpost.daemon.scene.Masking;
import watchpost.daemon.scene.Overlays;
import watchpost.daemon.scene.RuleShapes;
import watchpost.daemon.scene.Shape;
import watchpost.rules.engine.RuleInput;

/** The files that a replay writes: messages, tracks in the MOTChallenge format, heat maps, and a drawn video. */
public final class ReplayFiles implements ReplaySink, Closeable {
    private final Outputs outputs;
    private final List<Shape> shapes;
    private final Masking masking;
    private final Size picture;
    private final double fps;
    private final DoubleConsumer progress;
    private final EvidenceRenderer renderer;
    private final @Nullable Writer messages;
    private final @Nullable Writer tracks;
    private final @Nullable HeatFiles heat;
    private @Nullable VideoWriter video;
    private @Nullable Comparison comparison;
    private long told;

    /**
     * Where things go.
     *
     * @param standard gets the messages if there is no file for them
     */
    public record Outputs(
            PrintStream standard,
            Optional<Path> messages,
            Optional<Path> tracks,
            Optional<Path> video,
            Optional<Path> heat) {}

    /**
     * Opens the files.
     *
     * @param camera whose shapes are drawn and whose masks hide
     * @param picture size of the video's pictures: MOTChallenge boxes are in pixels
     * @param fps of the drawn video
     */
    public ReplayFiles(Outputs outputs, CameraConfig camera, Size picture, double fps, DoubleConsumer progress)
            throws IOException {
        this.outputs = outputs;
        this.shapes = RuleShapes.of(camera.rules(), List.of());
        this.masking = new Masking(camera.masks(), picture);
        this.picture = picture;
        this.fps = fps;
        this.progress = progress;
        this.renderer = new EvidenceRenderer(picture.width());
        this.messages = outputs.messages().isPresent()
                ? Files.newBufferedWriter(outputs.messages().get())
                : null;
        this.tracks = outputs.tracks().isPresent()
                ? Files.newBufferedWriter(outputs.tracks().get())
                : null;
        this.heat = outputs.heat().map(HeatFiles::new).orElse(null);
    }

    /** From now on every input of the rules also goes to {@code other}. */
    public void compare(Comparison other) {
        comparison = other;
    }

    @Override
    public void input(RuleInput input) {
        if (comparison != null) {
            comparison.accept(input);
        }
    }

    /** Messages written so far. */
    public long messages() {
        return told;
    }

    @Override
    public void message(String line) throws IOException {
        told++;
        if (messages == null && comparison == null) {
            outputs.standard().println(line);
        } else if (messages != null) {
            messages.write(line + "\n");
        }
    }

    @Override
    public void output(RuleOutput output) {
        if (heat != null && output instanceof Measurement record) {
            heat.add(record);
        }
    }

    @Override
    public boolean wantsPictures() {
        return outputs.video().isPresent() || (heat != null && heat.wantsGround());
    }

    @Override
    public void frame(long number, List<Track> seen, Optional<Picture> full, double share) throws IOException {
        if (tracks != null) {
            for (Track track : seen) {
                if (track.observed()) {
                    tracks.write(motChallenge(number, track));
                }
            }
        }
        if (full.isPresent()) {
            masking.apply(full.get());
            if (heat != null && heat.wantsGround()) {
                heat.ground(full.get());
            }
        }
        if (full.isPresent() && outputs.video().isPresent()) {
            Picture drawn = renderer.draw(full.get(), Overlays.ofTracks(shapes, seen));
            videoFor(outputs.video().get(), drawn).write(drawn);
        }
        progress.accept(share);
    }

    /** {@code frame,id,left,top,width,height,confidence,-1,-1,-1}, in pixels. */
    private String motChallenge(long number, Track track) {
        Box box = track.box();
        return String.format(
                Locale.ROOT,
                "%d,%d,%.2f,%.2f,%.2f,%.2f,%.4f,-1,-1,-1%n",
                number,
                track.id(),
                box.x() * picture.width(),
                box.y() * picture.height(),
                box.width() * picture.width(),
                box.height() * picture.height(),
                track.confidence());
    }

    private VideoWriter videoFor(Path file, Picture first) throws IOException {
        VideoWriter open = video;
        if (open == null) {
            open = VideoWriter.open(file, first.size(), fps);
            video = open;
        }
        return open;
    }

    @Override
    public void close() throws IOException {
        if (messages != null) {
            messages.close();
        }
        if (tracks != null) {
            tracks.close();
        }
        if (video != null) {
            video.close();
        }
        if (heat != null) {
            heat.write();
        }
    }
}
