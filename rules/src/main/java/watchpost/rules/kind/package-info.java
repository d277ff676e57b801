/**
 * Owns the choice of a fold for each kind of rule. Pure; any thread. The only place that knows every kind.
 */
@NullMarked
package watchpost.rules.kind;

import org.jspecify.annotations.NullMarked;
