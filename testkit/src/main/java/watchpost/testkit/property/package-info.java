/**
 * Property tests: run a check on many generated values, repeatable by a seed, and cut a failing value down to a small one. On the
 * test's thread. Must not know what is tested.
 */
@NullMarked
package watchpost.testkit.property;

import org.jspecify.annotations.NullMarked;
