/**
 * YAML as a tree that knows where everything stands and reports what nobody asked for. Owns the faults of one reading; used by one
 * thread. It must not know what the keys mean.
 */
@NullMarked
package watchpost.config.yaml;

import org.jspecify.annotations.NullMarked;
