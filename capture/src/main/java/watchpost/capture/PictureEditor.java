package watchpost.capture;

import watchpost.core.vision.Picture;

/** Changes the pictures of a clip before they are written. */
@FunctionalInterface
public interface PictureEditor {
    /**
     * Changes {@code picture} in its own bytes; its time is its own on the camera's timeline. Called on the thread {@code burnt-clips}, in
     * the order in which pictures are shown. What it throws costs the clip: none of it is kept.
     */
    void edit(Picture picture);
}
