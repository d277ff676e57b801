/**
 * Single values as people write them: quantities with units, and the nearest known word to a misspelt one. Pure functions; any
 * thread. It must not know YAML.
 */
@NullMarked
package watchpost.config.text;

import org.jspecify.annotations.NullMarked;
