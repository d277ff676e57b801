/**
 * Frames to conclusions: takes frames from the mailboxes, hands batches to inference and folds what comes back through tracker and
 * rules. Everything that changes runs on one Vert.x event loop, which never blocks. Knows neither cameras' connections nor what
 * becomes of the conclusions.
 */
@NullMarked
package watchpost.daemon.pipeline;

import org.jspecify.annotations.NullMarked;
