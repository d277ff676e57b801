/**
 * Made-up scenes for tests: persons and vehicles that walk along paths, and what an imperfect detector would see of them. Values that
 * follow from a seed; any thread. Must not know trackers nor rules.
 */
@NullMarked
package watchpost.testkit.scenario;

import org.jspecify.annotations.NullMarked;
