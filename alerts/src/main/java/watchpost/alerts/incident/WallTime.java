package watchpost.alerts.incident;

import java.time.Instant;
import watchpost.core.time.ClockQuality;

/** A date and time, and how far it can be trusted. */
public record WallTime(Instant at, ClockQuality clock) {}
