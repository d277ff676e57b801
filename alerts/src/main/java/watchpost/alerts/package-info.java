/**
 * The door of the module: what the rules conclude goes in, incidents and measurements come out durably stored and delivered. Owns the
 * thread {@code outbox}, on which incidents are folded, stored and handed to the transport, and the thread {@code evidence}, on which
 * pictures are drawn. Knows nothing of frames, rule state or the web server.
 */
@NullMarked
package watchpost.alerts;

import org.jspecify.annotations.NullMarked;
