/**
 * What is to be watched: the closed set of rule definitions and their parts. Values only; every quantity is a duration or a fraction, never a frame count.
 */
@NullMarked
package watchpost.core.rule;

import org.jspecify.annotations.NullMarked;
