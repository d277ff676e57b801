package watchpost.daemon.journal;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import watchpost.core.event.CameraState;
import watchpost.core.geometry.Box;
import watchpost.core.id.CameraId;
import watchpost.core.rule.Signal;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.Moment;
import watchpost.core.vision.Track;
import watchpost.rules.engine.RuleInput;

/** Reads one file of a journal. A file that ends in the middle, as after a power cut, ends before its last, broken entry. One thread. */
public final class JournalReader implements Closeable {
    private static final int MOST_TRACKS = 100_000;

    private final Path file;
    private final DataInputStream in;
    private final CameraId camera;
    private final List<String> labels = new ArrayList<>();
    private long stream;
    private long wall;

    private JournalReader(Path file, DataInputStream in, CameraId camera) {
        this.file = file;
        this.in = in;
        this.camera = camera;
    }

    /**
     * Opens a file.
     *
     * @throws IOException if it is not one of a journal
     */
    public static JournalReader open(Path file) throws IOException {
        DataInputStream in =
                new DataInputStream(new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file))));
        try {
            if (!in.readUTF().equals(JournalWriter.MAGIC)) {
                throw new IOException(file + " is not a journal of this version");
            }
            return new JournalReader(file, in, new CameraId(in.readUTF()));
        } catch (IOException notOne) {
            in.close();
            throw new IOException(file + " is not a journal", notOne);
        }
    }

    public CameraId camera() {
        return camera;
    }

    /** The next input; empty at the end. */
    public Optional<RuleInput> next() throws IOException {
        try {
            int kind = in.read();
            return kind < 0 ? Optional.empty() : Optional.of(input(kind));
        } catch (EOFException cutOff) {
            return Optional.empty();
        } catch (RuntimeException broken) {
            throw new IOException(file + " is broken", broken);
        }
    }

    private RuleInput input(int kind) throws IOException {
        Moment at = moment();
        return switch (kind) {
            case JournalWriter.FRAME -> frame(at);
            case JournalWriter.TIME -> new RuleInput.TimeAdvanced(at);
            case JournalWriter.GAP -> new RuleInput.CameraGap(at, moment());
            case JournalWriter.CAMERA -> new RuleInput.CameraChanged(at, CameraState.valueOf(in.readUTF()));
            case JournalWriter.SIGNAL -> new RuleInput.SignalSeen(at, in.readUTF(), Signal.State.valueOf(in.readUTF()));
            case JournalWriter.END -> new RuleInput.RulesChanged(at, List.of());
            default -> throw new IOException(file + " is broken");
        };
    }

    private RuleInput frame(Moment at) throws IOException {
        long count = number();
        if (count > MOST_TRACKS) {
            throw new IOException(file + " is broken");
        }
        List<Track> tracks = new ArrayList<>();
        long id = 0;
        for (long i = 0; i < count; i++) {
            id += signed();
            tracks.add(track(id, at));
        }
        return new RuleInput.TracksSeen(at, tracks);
    }

    private Track track(long id, Moment at) throws IOException {
        String label = label();
        double confidence = number() / TrackGrid.CONFIDENCES;
        Box box = new Box(place(), place(), place(), place());
        Moment first = TrackGrid.before(at, number());
        Moment last = TrackGrid.before(at, number());
        boolean observed = in.readBoolean();
        return new Track(id, label, confidence, box, first, last, observed, place());
    }

    private String label() throws IOException {
        int index = Math.toIntExact(number());
        if (index == labels.size()) {
            labels.add(in.readUTF());
        }
        return labels.get(index);
    }

    private Moment moment() throws IOException {
        long step = signed();
        stream += step;
        wall += step + signed();
        ClockQuality clock = JournalWriter.CLOCKS.get(in.readUnsignedByte());
        return new Moment(Duration.ofNanos(stream), Instant.ofEpochSecond(0, wall), clock);
    }

    private double place() throws IOException {
        return signed() / TrackGrid.PLACES;
    }

    private long signed() throws IOException {
        long value = number();
        return (value >>> 1) ^ -(value & 1);
    }

    private long number() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = in.readUnsignedByte();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new IOException(file + " is broken");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
