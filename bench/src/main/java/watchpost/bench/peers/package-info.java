/**
 * Owns the comparison with what people would write instead: the same clip and the same model, once through watchpost's own stages and
 * once as tutorials do it. Each way is a process of its own that {@code bench/peers} measures from outside.
 */
@NullMarked
package watchpost.bench.peers;

import org.jspecify.annotations.NullMarked;
