package watchpost.rules.fold;

import watchpost.core.id.RuleId;

/**
 * How one object, or the scene as a whole, stands with one rule.
 *
 * @param track the object; 0 where it is about the scene
 * @param label what it is; empty where it is about the scene
 * @param met true if the rule has told of it, or counts it, as it is now
 * @param why one clause for people: "in yard for 1.6 s of 2 s", "34 % sure, 40 % needed"
 * @param closeness how near it is to being met, 0..1, to find the nearest miss; 1 where it is met
 */
public record Explanation(RuleId rule, long track, String label, boolean met, String why, double closeness) {}
