package watchpost.rules.fold;

import watchpost.core.id.RuleId;
import watchpost.core.time.Moment;
import watchpost.core.vision.Track;

/**
 * One object that a rule counted.
 *
 * @param at when it passed
 * @param track as it was when that was certain, a moment later
 * @param place the line or lane
 * @param direction the word of the rule's records: {@code in}, {@code forward}, {@code left-to-right}
 */
public record Counted(RuleId rule, Moment at, Track track, String place, String direction) {}
