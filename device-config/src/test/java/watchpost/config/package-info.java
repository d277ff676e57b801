/** Tests of the configuration file. */
@NullMarked
package watchpost.config;

import org.jspecify.annotations.NullMarked;
