/**
 * Names for messages and incidents: UUIDs of version 7, made from time and chance, or from time and content where runs must be
 * repeatable. Any thread. Knows nothing of what it names.
 */
@NullMarked
package watchpost.alerts.id;

import org.jspecify.annotations.NullMarked;
