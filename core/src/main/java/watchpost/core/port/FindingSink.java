package watchpost.core.port;

import watchpost.core.vision.Finding;

/** Where the second stage puts what it found out. */
@FunctionalInterface
public interface FindingSink {
    /** Called on the second stage's thread; never blocks. */
    void accept(Finding finding);
}
