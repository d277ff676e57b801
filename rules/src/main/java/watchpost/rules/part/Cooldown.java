package watchpost.rules.part;

import java.time.Duration;
import watchpost.core.time.Moment;
import watchpost.rules.fold.Now;

/**
 * The past situations of one object (or of one rule without objects).
 *
 * @param opened how many there were
 * @param endedAt when the last one ended, in watched nanoseconds; meaningless while there was none
 */
public record Cooldown(int opened, long endedAt) {
    public static final Cooldown NONE = new Cooldown(0, 0);

    /** True if a new situation may open. */
    public boolean isOver(Now now, Duration cooldown) {
        return opened == 0 || now.watched() - endedAt >= cooldown.toNanos();
    }

    public Cooldown ended(Now at) {
        return new Cooldown(opened + 1, at.watched());
    }

    /** The name of the next situation of {@code subject}, never used before: its start keeps it apart from those before a restart. */
    public String nextName(String subject, Moment startedAt) {
        return subject + "-" + (opened + 1) + "-" + startedAt.wall().toEpochMilli();
    }
}
