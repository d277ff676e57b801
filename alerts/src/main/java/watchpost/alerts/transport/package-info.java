/**
 * The port to whatever carries messages to subscribers: what a transport is given, what it reports back, on which thread. Values and
 * interfaces, the pauses between tries, and the sessions of those that have no lasting connection; knows nothing of storage, incidents
 * or any protocol library.
 */
@NullMarked
package watchpost.alerts.transport;

import org.jspecify.annotations.NullMarked;
