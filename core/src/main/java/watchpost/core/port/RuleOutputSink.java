package watchpost.core.port;

import watchpost.core.event.RuleOutput;

/** Where the pipeline puts what the rules concluded. */
@FunctionalInterface
public interface RuleOutputSink {
    /** Called on the pipeline's thread; never blocks and never drops: overflow is a failure of the box's health, said aloud. */
    void accept(RuleOutput output);
}
