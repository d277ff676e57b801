/**
 * What is going on right now, for people who look: camera states, tracks of the moment, levels, last measurements, recent incidents.
 * In memory and bounded; written by the pipeline, capture and outbox threads, read by HTTP. Knows neither HTTP nor where its content
 * comes from.
 */
@NullMarked
package watchpost.daemon.live;

import org.jspecify.annotations.NullMarked;
