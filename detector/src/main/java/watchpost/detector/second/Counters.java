package watchpost.detector.second;

/**
 * What happened since the start.
 *
 * @param cut pictures cut out
 * @param replaced sightings that a better one of the same object replaced before they were cut out
 * @param crowdedOut objects and pictures left out because others fill the place there is
 * @param late pictures that were not kept any more when they were to be cut out, or in which the object is too small
 * @param read pictures that went through the model
 * @param runs in which they did
 * @param found findings that were told
 * @param failed runs that were lost to an error
 * @param waiting objects of which something is to be read now
 */
public record Counters(
        long cut,
        long replaced,
        long crowdedOut,
        long late,
        long read,
        long runs,
        long found,
        long failed,
        int waiting) {}
