/**
 * Reading a box's messages as a subscriber does: one friendly line each, and a verdict about the delivery. Called on the MQTT
 * client's thread. Knows the published contract only, nothing of the box.
 */
@NullMarked
package watchpost.daemon.subscribe;

import org.jspecify.annotations.NullMarked;
