package watchpost.rules.fold;

import watchpost.core.id.RuleId;

/**
 * How one object stands with one rule.
 *
 * @param track the object
 * @param label what it is
 * @param met true if the rule has told of it, or counts it, as it is now
 * @param why one clause for people: "in yard for 1.6 s of 2 s", "34 % sure, 40 % needed"
 */
public record Explanation(RuleId rule, long track, String label, boolean met, String why) {}
