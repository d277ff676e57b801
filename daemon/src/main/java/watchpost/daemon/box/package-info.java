/**
 * The composition root: makes a running box out of a configuration and stops it again. Owns the order of starting and stopping and
 * who is told what. No decision about pictures, rules or messages is made here.
 */
@NullMarked
package watchpost.daemon.box;

import org.jspecify.annotations.NullMarked;
