/**
 * Messages for other people's software, made of the same events as the published contract: what stands on the broker for it to find
 * (retained), and what happens (beside each message of the outbox). Belongs to the thread {@code outbox}, as far as it is not pure.
 * Knows nothing of connections, SQL or the wall clock.
 */
@NullMarked
package watchpost.alerts.profile;

import org.jspecify.annotations.NullMarked;
