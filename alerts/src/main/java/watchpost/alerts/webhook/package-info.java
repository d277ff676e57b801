/**
 * Messages as signed HTTPS posts, one after the other. Owns the thread {@code webhook}, on which everything happens; others only hand
 * over. Knows nothing of storage, incidents or MQTT.
 */
@NullMarked
package watchpost.alerts.webhook;

import org.jspecify.annotations.NullMarked;
