/**
 * Judges what subscribers received against the published contract: nothing lost, nothing in conflict, order kept, every payload valid.
 * Called from any thread. Must not know how messages were carried nor who made them.
 */
@NullMarked
package watchpost.testkit.delivery;

import org.jspecify.annotations.NullMarked;
