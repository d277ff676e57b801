package watchpost.alerts.evidence;

/**
 * Where evidence comes from.
 *
 * @param pictures called on the thread {@code evidence}
 * @param clips called on the thread {@code outbox}
 */
public record EvidenceSources(PictureSource pictures, ClipSource clips) {
    public static final EvidenceSources NONE = new EvidenceSources(PictureSource.NONE, ClipSource.NONE);
}
