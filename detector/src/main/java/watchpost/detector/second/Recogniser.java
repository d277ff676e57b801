package watchpost.detector.second;

import java.util.List;
import java.util.Optional;
import watchpost.core.vision.Picture;

/** A second model, open. Used and closed by one thread. */
public interface Recogniser extends AutoCloseable {
    /** What it says of each picture, in their order; empty where it says nothing. Several pictures go through it in one run. */
    List<Optional<Label>> recognise(List<Picture> pictures);

    /** From this confidence on an object needs no further picture, 0..1. */
    double sure();

    @Override
    void close();
}
