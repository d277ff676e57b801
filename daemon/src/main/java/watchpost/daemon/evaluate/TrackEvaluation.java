package watchpost.daemon.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import watchpost.daemon.console.UserError;
import watchpost.rules.track.score.Labelled;
import watchpost.rules.track.score.TrackScore;

/**
 * Computed trajectories judged against true ones, clip by clip and all together.
 *
 * @param clips by name
 * @param all every clip after the other, identities kept apart
 */
public record TrackEvaluation(Map<String, TrackScore> clips, TrackScore all) {
    private static final String TRACKS = ".txt";
    private static final List<String> TRUTHS = List.of(".gt.txt", ".txt", "/gt/gt.txt");
    /** Identities of different clips lie this far apart. */
    private static final long APART = 1L << 32;

    public TrackEvaluation {
        clips = Map.copyOf(clips);
    }

    /**
     * Judges each {@code NAME.txt} in {@code tracks} against {@code NAME.gt.txt}, {@code NAME.txt} or {@code NAME/gt/gt.txt} in
     * {@code truth}, all in the MOTChallenge format.
     */
    public static TrackEvaluation run(Path truth, Path tracks) throws IOException {
        Map<String, TrackScore> clips = new TreeMap<>();
        List<List<Labelled>> allTrue = new ArrayList<>();
        List<List<Labelled>> allComputed = new ArrayList<>();
        for (Path file : files(tracks)) {
            String name = String.valueOf(file.getFileName());
            name = name.substring(0, name.length() - TRACKS.length());
            List<List<Labelled>> real = MotFile.read(truthOf(truth, name));
            List<List<Labelled>> said = MotFile.read(file);
            clips.put(name, TrackScore.of(real, said));
            long offset = clips.size() * APART;
            int frames = Math.max(real.size(), said.size());
            append(real, frames, offset, allTrue);
            append(said, frames, offset, allComputed);
        }
        if (clips.isEmpty()) {
            throw UserError.input(tracks + " has no files that end in " + TRACKS);
        }
        return new TrackEvaluation(clips, TrackScore.of(allTrue, allComputed));
    }

    /** A line for each clip and one for all. */
    public String text() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%-24s %6s %6s %6s %7s %7s %9s%n",
                "clip",
                "MOTA",
                "IDF1",
                "HOTA",
                "missed",
                "wrong",
                "switches"));
        new TreeMap<>(clips).forEach((name, score) -> text.append(line(name, score)));
        return text.append(line("all", all)).toString();
    }

    private static String line(String name, TrackScore score) {
        return String.format(
                Locale.ROOT,
                "%-24s %6.3f %6.3f %6.3f %7d %7d %9d%n",
                name,
                score.mota(),
                score.idf1(),
                score.hota(),
                score.missed(),
                score.wrong(),
                score.switches());
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw UserError.input(folder + " is not a folder with tracks");
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(TRACKS))
                    .sorted()
                    .toList();
        }
    }

    private static Path truthOf(Path folder, String name) {
        return TRUTHS.stream()
                .map(ending -> folder.resolve(name + ending))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> UserError.input(folder + " has no true trajectories for " + name + ": name them "
                        + name + ".gt.txt, " + name + ".txt or " + name + "/gt/gt.txt"));
    }

    private static void append(List<List<Labelled>> clip, int frames, long offset, List<List<Labelled>> all) {
        for (int i = 0; i < frames; i++) {
            List<Labelled> frame = i < clip.size() ? clip.get(i) : List.of();
            all.add(frame.stream()
                    .map(one -> new Labelled(offset + one.id(), one.box()))
                    .toList());
        }
    }
}
