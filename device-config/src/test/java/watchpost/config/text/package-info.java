/** Tests of single values. */
@NullMarked
package watchpost.config.text;

import org.jspecify.annotations.NullMarked;
