/**
 * The doors between modules: who hands what to whom, and on which thread.
 */
@NullMarked
package watchpost.core.port;

import org.jspecify.annotations.NullMarked;
