/**
 * What is drawn over a camera's picture: the shapes of its rules, and overlays for evidence and replay. Pure functions; any thread.
 * Knows neither how things are drawn nor where they are shown.
 */
@NullMarked
package watchpost.daemon.scene;

import org.jspecify.annotations.NullMarked;
