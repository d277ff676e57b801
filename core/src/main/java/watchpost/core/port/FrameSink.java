package watchpost.core.port;

import watchpost.core.vision.Frame;

/** Where capture puts its frames. */
@FunctionalInterface
public interface FrameSink {
    /**
     * Takes the frame over: from this call on the sink owns it and closes it. Called on the camera's capture thread; never blocks
     * (latest wins: a frame that was not fetched in time is closed and counted by the sink).
     *
     * @return false if the frame took the place of one that nobody had had the time to fetch
     */
    boolean accept(Frame frame);
}
