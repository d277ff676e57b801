/**
 * The port to whatever carries messages to subscribers: what a transport is given, what it reports back, on which thread. Values and
 * interfaces only, and the pauses between tries; knows nothing of storage, incidents or any protocol library.
 */
@NullMarked
package watchpost.alerts.transport;

import org.jspecify.annotations.NullMarked;
