/**
 * A TCP proxy that breaks connections on command. Each proxy owns one thread, {@code fault-proxy-<port>}, which does all of its network
 * work. Must not know what travels through it.
 */
@NullMarked
package watchpost.testkit.net;

import org.jspecify.annotations.NullMarked;
