/**
 * Owns what every kind of rule is made of: the time it sees, the sightings of objects, small persistent maps, the place where
 * conclusions are collected. Immutable values and pure functions; any thread. Must not know the kinds, the tracker or a clock.
 */
@NullMarked
package watchpost.rules.fold;

import org.jspecify.annotations.NullMarked;
