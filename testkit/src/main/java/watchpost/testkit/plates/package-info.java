/**
 * Drawn vehicles with number plates, for tests and figures of what reads them. Drawn, not filmed: what is measured with them says how a
 * reader bears size, turn, blur and noise, and not how it does on a road.
 */
@NullMarked
package watchpost.testkit.plates;

import org.jspecify.annotations.NullMarked;
