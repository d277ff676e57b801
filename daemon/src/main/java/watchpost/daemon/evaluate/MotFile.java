package watchpost.daemon.evaluate;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import watchpost.core.geometry.Box;
import watchpost.daemon.console.UserError;
import watchpost.rules.track.score.Labelled;

/** Trajectories in the MOTChallenge format: {@code frame,id,left,top,width,height,confidence,…}, frames from 1, boxes in pixels. */
public final class MotFile {
    private static final int COLUMNS = 6;
    private static final int MOST_FRAMES = 10_000_000;

    private MotFile() {}

    /**
     * The boxes frame by frame. A row whose seventh value is 0 does not count, as in the challenge's own truth.
     *
     * @throws UserError naming the line that is wrong
     */
    public static List<List<Labelled>> read(Path file) throws IOException {
        List<List<Labelled>> frames = new ArrayList<>();
        int number = 0;
        try {
            for (String line : Files.readAllLines(file)) {
                number++;
                if (!line.isBlank()) {
                    add(line.split(",", -1), frames);
                }
            }
        } catch (IllegalArgumentException e) {
            throw UserError.input(file + " line " + number
                    + ": not frame,id,left,top,width,height,… with frames from 1 and boxes in pixels");
        } catch (MalformedInputException e) {
            throw UserError.input(file + " is not a text file");
        }
        return frames;
    }

    private static void add(String[] cells, List<List<Labelled>> frames) {
        int frame = Integer.parseInt(cells[0].strip());
        if (cells.length < COLUMNS || frame < 1 || frame > MOST_FRAMES) {
            throw new IllegalArgumentException();
        }
        double[] numbers = new double[COLUMNS];
        for (int i = 1; i < COLUMNS; i++) {
            numbers[i] = Double.parseDouble(cells[i]);
        }
        while (frames.size() < frame) {
            frames.add(new ArrayList<>());
        }
        boolean counts = cells.length == COLUMNS || Double.parseDouble(cells[COLUMNS]) != 0;
        if (counts) {
            Box box = new Box(numbers[2], numbers[3], numbers[4], numbers[5]);
            frames.get(frame - 1).add(new Labelled((long) numbers[1], box));
        }
    }
}
