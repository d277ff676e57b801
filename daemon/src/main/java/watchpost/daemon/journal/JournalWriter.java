package watchpost.daemon.journal;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import watchpost.core.id.CameraId;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.Moment;
import watchpost.core.vision.Track;
import watchpost.rules.engine.RuleInput;

/**
 * Encodes inputs: a byte for the kind, then numbers of variable length, times as differences from the entry before. About twenty bytes
 * a track before compression. One thread.
 */
final class JournalWriter implements Closeable {
    static final String MAGIC = "watchpost-journal-1";
    /** By their number in the file, which never changes. */
    static final List<ClockQuality> CLOCKS =
            List.of(ClockQuality.SYNCED, ClockQuality.UNSYNCED, ClockQuality.CORRECTED);

    static final int FRAME = 'F';
    static final int TIME = 'T';
    static final int GAP = 'G';
    static final int CAMERA = 'C';
    static final int SIGNAL = 'S';
    static final int END = 'E';

    private final DataOutputStream out;
    private final Map<String, Integer> labels = new HashMap<>();
    private long stream;
    private long wall;

    JournalWriter(OutputStream out, CameraId camera) throws IOException {
        // what packs the bytes goes into native code for each call: without the buffer for each single byte
        this.out = new DataOutputStream(new BufferedOutputStream(out));
        this.out.writeUTF(MAGIC);
        this.out.writeUTF(camera.value());
    }

    void write(RuleInput input) throws IOException {
        if (input instanceof RuleInput.TracksSeen seen) {
            frame(seen);
        } else if (input instanceof RuleInput.TimeAdvanced advanced) {
            out.writeByte(TIME);
            moment(advanced.at());
        } else if (input instanceof RuleInput.CameraGap gap) {
            out.writeByte(GAP);
            moment(gap.from());
            moment(gap.to());
        } else if (input instanceof RuleInput.CameraChanged changed) {
            out.writeByte(CAMERA);
            moment(changed.at());
            out.writeUTF(changed.state().name());
        } else if (input instanceof RuleInput.SignalSeen signal) {
            out.writeByte(SIGNAL);
            moment(signal.at());
            out.writeUTF(signal.signal());
            out.writeUTF(signal.state().name());
        } else {
            out.writeByte(END);
            moment(((RuleInput.RulesChanged) input).at());
        }
    }

    private void frame(RuleInput.TracksSeen seen) throws IOException {
        out.writeByte(FRAME);
        moment(seen.at());
        number(seen.tracks().size());
        long id = 0;
        for (Track track : seen.tracks()) {
            signed(track.id() - id);
            id = track.id();
            label(track.label());
            number(Math.round(track.confidence() * TrackGrid.CONFIDENCES));
            place(track.box().x());
            place(track.box().y());
            place(track.box().width());
            place(track.box().height());
            number(TrackGrid.age(seen.at(), track.firstSeen()));
            number(TrackGrid.age(seen.at(), track.lastSeen()));
            out.writeBoolean(track.observed());
            place(track.travelled());
        }
    }

    private void label(String label) throws IOException {
        Integer known = labels.get(label);
        number(known == null ? labels.size() : known);
        if (known == null) {
            labels.put(label, labels.size());
            out.writeUTF(label);
        }
    }

    private void moment(Moment moment) throws IOException {
        long newStream = moment.stream().toNanos();
        long newWall = ChronoUnit.NANOS.between(Instant.EPOCH, moment.wall());
        signed(newStream - stream);
        signed(newWall - wall - (newStream - stream));
        out.writeByte(CLOCKS.indexOf(moment.clock()));
        stream = newStream;
        wall = newWall;
    }

    private void place(double value) throws IOException {
        signed(Math.round(value * TrackGrid.PLACES));
    }

    private void signed(long value) throws IOException {
        number((value << 1) ^ (value >> 63));
    }

    /** Seven bits a byte, the lowest first; the highest bit says that more follow. */
    private void number(long value) throws IOException {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.writeByte((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
