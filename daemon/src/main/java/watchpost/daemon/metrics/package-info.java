/**
 * Figures for Prometheus, read from the parts' own counters when somebody asks. Any thread. Knows the parts' counters, not the parts.
 */
@NullMarked
package watchpost.daemon.metrics;

import org.jspecify.annotations.NullMarked;
