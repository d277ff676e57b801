/**
 * MQTT brokers for tests and the demo: one in memory, one as a child process. They own their threads and processes until closed. Must
 * not know topics or payloads.
 */
@NullMarked
package watchpost.testkit.mqtt;

import org.jspecify.annotations.NullMarked;
