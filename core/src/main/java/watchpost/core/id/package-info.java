/**
 * Names of things: cameras, rules, zones. Values only; any thread.
 */
@NullMarked
package watchpost.core.id;

import org.jspecify.annotations.NullMarked;
