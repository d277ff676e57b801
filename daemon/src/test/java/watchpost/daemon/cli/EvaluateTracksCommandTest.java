package watchpost.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateTracksCommandTest {
    @TempDir
    Path folder;

    private Path truth;
    private Path tracks;

    @BeforeEach
    void layOut() throws Exception {
        truth = Files.createDirectory(folder.resolve("truth"));
        tracks = Files.createDirectory(folder.resolve("tracks"));
        // Two frames of one person; a third row that does not count.
        Files.writeString(truth.resolve("one.gt.txt"), "1,4,10,10,20,40,1\n2,4,12,10,20,40,1\n2,5,90,10,20,40,0\n");
        Files.writeString(tracks.resolve("one.txt"), "1,1,10,10,20,40,0.9,-1,-1,-1\n2,1,12,10,20,40,0.9,-1,-1,-1\n");
        // The same, but the identity changes: MOTA 1/2, IDF1 2 × 1 / 4, HOTA the root of 1/2.
        Files.createDirectories(truth.resolve("two/gt"));
        Files.writeString(truth.resolve("two/gt/gt.txt"), "1,4,10,10,20,40\n2,4,12,10,20,40\n");
        Files.writeString(tracks.resolve("two.txt"), "1,1,10,10,20,40,0.9\n2,2,12,10,20,40,0.9\n");
    }

    @Test
    void printsEachClipAndAllTogether() {
        Ran ran = Ran.of("evaluate-tracks", "--gt", truth.toString(), "--tracks", tracks.toString());
        assertEquals(0, ran.exitCode(), ran.err());
        assertLine(ran, "one 1.000 1.000 1.000 0 0 0");
        assertLine(ran, "two 0.500 0.500 0.707 0 0 1");
        // Four boxes, one switch; IDF1 2 × 3 / 8; HOTA: association (2 × 1 + 2 × 1/2) / 4, detection 1.
        assertLine(ran, "all 0.750 0.750 0.866 0 0 1");
    }

    @Test
    void whatIsWrongIsOneSentence() throws Exception {
        Files.writeString(tracks.resolve("three.txt"), "1,1,10,10,20,40,0.9\n");
        assertRefused("has no true trajectories for three");
        Files.writeString(truth.resolve("three.txt"), "1,1,10,10,20,40\n1,1,10,ten,20,40\n");
        assertRefused("three.txt line 2: not frame,id,left,top,width,height");
        Files.writeString(truth.resolve("three.txt"), "0,1,10,10,20,40\n");
        assertRefused("three.txt line 1: not frame");
        Files.write(truth.resolve("three.txt"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertRefused("three.txt is not a text file");
        tracks = folder.resolve("nowhere");
        assertRefused("is not a folder with tracks");
        tracks = Files.createDirectory(folder.resolve("empty"));
        assertRefused("has no files that end in .txt");
    }

    private void assertRefused(String reason) {
        Ran ran = Ran.of("evaluate-tracks", "--gt", truth.toString(), "--tracks", tracks.toString());
        assertEquals(3, ran.exitCode(), ran.err());
        assertTrue(ran.err().contains(reason), ran.err());
        assertEquals(1, ran.err().lines().count(), ran.err());
    }

    private static void assertLine(Ran ran, String expected) {
        assertTrue(ran.out().lines().anyMatch(line -> line.replaceAll(" +", " ").equals(expected)), ran.out());
    }
}
