package watchpost.core.rule;

import java.time.Duration;
import watchpost.core.event.Severity;

/**
 * How a rule's incidents are told.
 *
 * @param cooldown after a situation of an object ended, the same object opens no new one for this long
 */
public record Alerting(Severity severity, Duration cooldown) {}
