package watchpost.daemon.replay;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import watchpost.core.event.RuleOutput;
import watchpost.core.vision.Picture;
import watchpost.core.vision.Track;
import watchpost.rules.engine.RuleInput;
import watchpost.rules.fold.Counted;

/** What a replay's results go to. Called on the thread that replays, in order. */
public interface ReplaySink {
    /** A message of the contract, one JSON object. */
    void message(String line) throws IOException;

    /** The rules concluded {@code output}; before its message. */
    default void output(RuleOutput output) {}

    /** True if {@link #frame} wants the full picture, which costs time. */
    boolean wantsPictures();

    /** The rules are given {@code input}; before their messages. */
    default void input(RuleInput input) {}

    /** A rule counted an object; before the picture in which that became certain. */
    default void counted(Counted counted) {}

    /**
     * A picture was analysed.
     *
     * @param number 1 for the first
     * @param picture empty unless wanted; without what the camera's configuration wants blurred
     * @param progress share of the file that was read, 0..1
     */
    void frame(long number, List<Track> tracks, Optional<Picture> picture, double progress) throws IOException;
}
