package watchpost.daemon.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import watchpost.core.event.Measurement;
import watchpost.core.event.MeasurementKind;
import watchpost.core.vision.Picture;
import watchpost.daemon.scene.HeatGrid;
import watchpost.daemon.scene.HeatPicture;

/** Adds up the heat maps of a whole recording and writes one picture for each of the camera's {@code heatmap} rules. */
final class HeatFiles {
    private final Path file;
    private final Map<String, HeatGrid> sums = new TreeMap<>();
    private @Nullable Picture ground;

    /** @param file of the picture; with more than one rule, the rule's name is put before its ending */
    HeatFiles(Path file) {
        this.file = file;
    }

    void add(Measurement record) {
        if (record.kind() == MeasurementKind.HEATMAP) {
            sums.merge(record.rule().value(), HeatGrid.of(record.values()), HeatGrid::plus);
        }
    }

    boolean wantsGround() {
        return ground == null;
    }

    /** A picture without what masks hide, to draw the map on. */
    void ground(Picture picture) {
        ground = picture;
    }

    void write() throws IOException {
        for (Map.Entry<String, HeatGrid> sum : sums.entrySet()) {
            Files.write(
                    sums.size() == 1 ? file : named(sum.getKey()),
                    HeatPicture.png(sum.getValue(), Optional.ofNullable(ground)));
        }
    }

    private Path named(String rule) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.') < 0 ? name.length() : name.lastIndexOf('.');
        return file.resolveSibling(name.substring(0, dot) + "-" + rule + name.substring(dot));
    }
}
