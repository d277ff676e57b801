/**
 * MQTT 3.1.1 through Eclipse Paho, behind the transport port. The thread {@code mqtt} connects, watches and reconnects; a client
 * object serves one session and is then thrown away on a thread of its own, because Paho's clients can hang. Paho's threads only hand
 * over. Paho types stay in here; knows nothing of incidents or storage.
 */
@NullMarked
package watchpost.alerts.mqtt;

import org.jspecify.annotations.NullMarked;
