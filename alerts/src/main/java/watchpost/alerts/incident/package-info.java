/**
 * Rule events folded into incidents: opened once, updated in place, closed once; what one object does on one camera is one
 * incident. Owned by one thread (the box's {@code outbox} thread, or replay's); time is an argument. Knows nothing of storage,
 * topics or pictures' bytes.
 */
@NullMarked
package watchpost.alerts.incident;

import org.jspecify.annotations.NullMarked;
