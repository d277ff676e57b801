package watchpost.config;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import watchpost.config.yaml.Entry;
import watchpost.config.yaml.Section;

/** A block {@code privacy}: the box's own, which holds for cameras without one, or a camera's. */
final class PrivacyReader {
    private PrivacyReader() {}

    /**
     * What is to be blurred.
     *
     * @param usual where the block says nothing
     * @param models what can be found, and so be blurred
     */
    static Set<CameraConfig.Blur> read(Optional<Entry> block, Set<CameraConfig.Blur> usual, Models models) {
        if (block.isEmpty()) {
            return usual;
        }
        try (Section section = block.get().section()) {
            Optional<Entry> entry = section.take("blur");
            Set<CameraConfig.Blur> blur = entry.map(WordLists::blur).orElse(usual);
            entry.ifPresent(place -> check(place, blur, models));
            return blur;
        }
    }

    /** Nobody is to believe that something is blurred that is never found. */
    private static void check(Entry place, Set<CameraConfig.Blur> blur, Models models) {
        for (CameraConfig.Blur what : CameraConfig.Blur.values()) {
            Set<String> carriers = what == CameraConfig.Blur.PLATES ? ClassSets.PLATED : ClassSets.PEOPLE;
            boolean never = models.classes()
                    .filter(known -> Collections.disjoint(known, carriers))
                    .isPresent();
            if (blur.contains(what) && never) {
                place.wrong(
                        "the model of the detector finds no "
                                + String.join(", ", carriers.stream().sorted().toList())
                                + ", so nothing would be blurred",
                        "choose a model that does, or hide the place with masks");
            }
        }
    }
}
