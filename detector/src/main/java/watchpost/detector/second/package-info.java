/**
 * The second stage: keeps the best cut-out of each tracked object of which a rule may want to know more, and shows those of which one
 * does to a second model, at most so many a second, several at once where several wait. {@link watchpost.detector.second.SecondLook}
 * owns the thread {@code second}; everything else here is called on it, or guarded.
 *
 * <p>It must not know what the second model is, what a rule is, or how a message is made, and never logs what was found out.
 */
@NullMarked
package watchpost.detector.second;

import org.jspecify.annotations.NullMarked;
