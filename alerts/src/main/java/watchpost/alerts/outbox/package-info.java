/**
 * The durable outbox: messages in a SQLite file, numbered without holes, kept until a subscriber's broker confirmed them; and the
 * order in which they are sent. Everything here belongs to the one thread {@code outbox}, the only one that waits for the disk.
 * JDBC types stay in here; knows nothing of MQTT, incidents' meaning or pictures' making.
 */
@NullMarked
package watchpost.alerts.outbox;

import org.jspecify.annotations.NullMarked;
