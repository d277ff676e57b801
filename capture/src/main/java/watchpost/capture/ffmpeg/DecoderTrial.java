package watchpost.capture.ffmpeg;

import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * The test of a hardware decoder on a stream's first pictures: it gets the same packets as the software decoder, whose pictures are
 * used meanwhile, and passes once it has given three that look like those. One that opens and gives nothing, green or grey pictures,
 * or others than it should is refused.
 */
final class DecoderTrial implements AutoCloseable {
    /** So many pictures of software may pass: more than any decoder holds back. */
    static final int PATIENCE = 50;

    private static final int ENOUGH = 3;

    /** How the test stands. */
    enum Verdict {
        OPEN,
        PASSED,
        REFUSED
    }

    private final PictureDecoder candidate;
    private final DecodedPicture picture = new DecodedPicture();
    private final Deque<PictureSketch> wanted = new ArrayDeque<>();
    private int shown;
    private int given;
    private int behind;
    private int alike;
    private int flat;
    private String failure = "";

    /** @param candidate is closed with the trial, unless it is taken over */
    DecoderTrial(PictureDecoder candidate) {
        this.candidate = candidate;
    }

    void send(AVPacket packet) {
        try {
            candidate.send(packet);
        } catch (MediaException e) {
            failure = e.getMessage();
        }
    }

    void drain() {
        candidate.drain();
    }

    void flush() {
        candidate.flush();
        behind = 0;
    }

    /** The software decoder gave {@code software}; looks at what the candidate has for it. */
    void shown(DecodedPicture software) {
        try {
            wanted.addLast(PictureSketch.of(software));
            if (wanted.size() > PATIENCE) {
                wanted.removeFirst();
            }
            shown++;
            behind++;
            // not further than software is, so that what comes next is known
            while (behind > 0 && candidate.receive(picture)) {
                behind--;
                given++;
                PictureSketch sketch = PictureSketch.of(picture);
                alike += wanted.stream().anyMatch(sketch::isLike) ? 1 : 0;
                flat += sketch.isFlat() ? 1 : 0;
            }
        } catch (MediaException e) {
            failure = e.getMessage();
        }
    }

    Verdict verdict() {
        if (!failure.isEmpty()) {
            return Verdict.REFUSED;
        } else if (alike >= ENOUGH) {
            return Verdict.PASSED;
        }
        return shown < PATIENCE ? Verdict.OPEN : Verdict.REFUSED;
    }

    /** Why it was refused, for a sentence. */
    String why() {
        if (!failure.isEmpty()) {
            return "it failed on the first pictures: " + failure;
        } else if (given == 0) {
            return "it opened and gave no picture for " + shown + " of the software decoder";
        } else if (flat == given) {
            return "its pictures are of one colour where the software decoder shows something";
        }
        return "its pictures are not those of the software decoder";
    }

    /** Pictures that the candidate has still to give and software gave already. */
    int behind() {
        return behind;
    }

    /** The candidate, which is the caller's from now on. */
    PictureDecoder takeOver() {
        picture.close();
        return candidate;
    }

    @Override
    public void close() {
        picture.close();
        candidate.close();
    }
}
