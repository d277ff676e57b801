/**
 * The HTTP side: the page, health, metrics and the read-only API, on a Vert.x event loop that never blocks; pictures are fetched on
 * worker threads. There is no login yet, so it listens on the loopback address unless the configuration says otherwise. Reads the
 * live model; changes nothing.
 */
@NullMarked
package watchpost.daemon.web;

import org.jspecify.annotations.NullMarked;
