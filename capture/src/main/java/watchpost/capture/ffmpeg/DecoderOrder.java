package watchpost.capture.ffmpeg;

import java.util.Arrays;
import java.util.List;

/**
 * Which decoders are tried, in this order; software comes after the last of them.
 *
 * @param hardware without {@link DecoderKind#SOFTWARE}
 * @param asked somebody named them, so that one which is not there is worth a word
 */
public record DecoderOrder(List<DecoderKind> hardware, boolean asked) {
    public static final DecoderOrder SOFTWARE = new DecoderOrder(List.of(), true);
    /** Whatever hardware is found. */
    public static final DecoderOrder AUTO = new DecoderOrder(
            Arrays.stream(DecoderKind.values())
                    .filter(kind -> kind != DecoderKind.SOFTWARE)
                    .toList(),
            false);

    public DecoderOrder {
        hardware = List.copyOf(hardware);
        if (hardware.contains(DecoderKind.SOFTWARE)) {
            throw new IllegalArgumentException("software comes after all others and is not listed");
        }
    }
}
