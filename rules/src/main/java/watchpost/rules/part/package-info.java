/**
 * Owns what several kinds of rules are made of: gates and passages, stays and alarms, intervals of the clock and records, and the words
 * for people. Immutable values and pure functions; any thread. Must not know the kinds of rules, the tracker or a clock.
 */
@NullMarked
package watchpost.rules.part;

import org.jspecify.annotations.NullMarked;
