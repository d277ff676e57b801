/**
 * Micro-benchmarks of single stages, run by JMH. Not part of the product.
 */
@NullMarked
package watchpost.bench;

import org.jspecify.annotations.NullMarked;
