package watchpost.capture;

import watchpost.capture.demand.Attention;
import watchpost.capture.scene.BlockChange;
import watchpost.capture.scene.SceneSample;

/**
 * Compares the key frames that are looked at by themselves: where the encoder wrote little between two of them and they differ all the
 * same, what lies between is asked for. Used by the thread that decodes.
 */
final class KeyFrameWatch {
    private final Attention attention;
    private final BlockChange blocks = new BlockChange();
    private long before;

    KeyFrameWatch(Attention attention) {
        this.attention = attention;
    }

    /**
     * True if the key frame can be handed on; else it comes again, after what lies before it.
     *
     * @param position its place on the timeline
     * @param still nothing seemed to have moved since the key frame before it
     * @param now on the clock of {@link Attention#call}
     */
    boolean isAsExpected(SceneSample sample, long position, boolean still, long now) {
        boolean surprise = blocks.changed(sample) && still;
        if (surprise) {
            attention.callBack(before, now);
        }
        before = position;
        return !surprise;
    }
}
