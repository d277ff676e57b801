/**
 * The configuration file: {@code watchpost.yaml} to an immutable {@link watchpost.config.DeviceConfig}, or every problem in it
 * with line, column and suggestion. Reading happens on the caller's thread; the result is a value. It must not know how its
 * values are used.
 */
@NullMarked
package watchpost.config;

import org.jspecify.annotations.NullMarked;
