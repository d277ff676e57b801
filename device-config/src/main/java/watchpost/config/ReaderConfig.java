package watchpost.config;

import java.nio.file.Path;

/**
 * A second model that finds out more about objects of which a rule wants it.
 *
 * @param model model card, or a folder with one
 * @param perSecond pictures that go through it within any second, at most; 1..50
 */
public record ReaderConfig(Path model, int perSecond) {}
