package watchpost.capture;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.util.HashSet;
import java.util.Set;
import watchpost.capture.ffmpeg.DecoderKind;
import watchpost.capture.ffmpeg.DecoderListener;

/** Tells the log, once for each, which hardware decoders a camera did not get and why. Used by the capture thread. */
final class DecoderReport implements DecoderListener {
    private static final System.Logger LOG = System.getLogger("watchpost.capture");

    private final String subject;
    private final boolean asked;
    private final Counters counters;
    private final Set<String> said = new HashSet<>();

    /** @param asked decoders were named, so that each one that is not there is said aloud */
    DecoderReport(String subject, boolean asked, Counters counters) {
        this.subject = subject;
        this.asked = asked;
        this.counters = counters;
    }

    @Override
    public void missing(String decoder, String why) {
        say(
                asked ? WARNING : DEBUG,
                subject + ": the decoder " + decoder + " cannot be used here (" + why
                        + "); trying the next, and software at last. 'watchpost doctor' tells which there are.");
    }

    @Override
    public void refused(String decoder, String why) {
        say(
                WARNING,
                subject + ": the decoder " + decoder + " is refused: " + why
                        + "; trying the next, and software at last. Take it out of decoders to spare the test.");
    }

    @Override
    public void inUse(DecoderKind kind) {
        counters.decoder = kind;
        if (kind != DecoderKind.SOFTWARE) {
            say(INFO, subject + ": decoded by " + kind.word() + ".");
        }
    }

    private void say(System.Logger.Level level, String sentence) {
        if (said.add(sentence)) {
            LOG.log(level, sentence);
        }
    }
}
