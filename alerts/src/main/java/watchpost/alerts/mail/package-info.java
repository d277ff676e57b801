/**
 * Incidents as e-mail through a relay, one letter at a time; what comes faster than the site wants goes together in a digest. Owns the
 * thread {@code mail}, on which everything happens, the waiting for the relay included; others only hand over. Types of Jakarta Mail
 * stay in here, and what it says passes {@link watchpost.alerts.mail.Redaction}. Knows nothing of storage or MQTT.
 */
@NullMarked
package watchpost.alerts.mail;

import org.jspecify.annotations.NullMarked;
