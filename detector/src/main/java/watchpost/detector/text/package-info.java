/**
 * Text in pictures: where lines of it are, and what they say, with two graphs of a {@link watchpost.detector.model.TextModel}.
 *
 * <p>Runs on the calling thread, one at a time. It must not know cameras, tracks or rules, and neither logs nor keeps what it reads.
 */
@NullMarked
package watchpost.detector.text;

import org.jspecify.annotations.NullMarked;
