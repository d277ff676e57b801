/**
 * The published contract, version 1: topics, the envelope, every payload as canonical JSON (fixed field order, times in UTC with
 * milliseconds, numbers rounded to what was measured). What all of it means
 * is described in {@code spec}. Pure functions and values, any thread. Knows nothing of storage, connections or the wall clock.
 */
@NullMarked
package watchpost.alerts.contract;

import org.jspecify.annotations.NullMarked;
