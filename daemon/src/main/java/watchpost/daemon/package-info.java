/**
 * The program's entry. Owns nothing but {@code main}; the packages below it compose the other modules, run them and show them. No
 * domain decision is made anywhere in this module.
 */
@NullMarked
package watchpost.daemon;

import org.jspecify.annotations.NullMarked;
