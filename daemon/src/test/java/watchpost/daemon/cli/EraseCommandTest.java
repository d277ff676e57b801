package watchpost.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EraseCommandTest {
    /** Began at 2026-11-21T12:00:00Z. */
    private static final String NOON = "01a1fdfa-4600-7000-8000-000000000001";

    @TempDir
    Path folder;

    private Ran erase(String... more) throws Exception {
        Path file = Files.writeString(folder.resolve("box.yaml"), """
                storage: {directory: data}
                cameras: {gate: {url: rtsp://10.0.0.5/1}}
                """);
        String[] arguments = new String[3 + more.length];
        arguments[0] = "erase";
        arguments[1] = "--config";
        arguments[2] = file.toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return Ran.of(arguments);
    }

    @Test
    void whatIsMeantGoesAndIsCounted() throws Exception {
        Path clips = Files.createDirectories(folder.resolve("data/clips/gate"));
        Path clip = Files.write(clips.resolve(NOON + ".mp4"), new byte[5]);
        Path pictures = Files.createDirectories(folder.resolve("data/pictures/gate"));
        Path picture = Files.write(pictures.resolve(NOON + ".jpg"), new byte[5]);
        Ran none = erase("--camera", "gate", "--to", "2026-11-21T12:00:00Z");
        assertEquals("erased: 0 pictures, 0 clips, 0 pictures that waited to be sent\n", none.out(), none::err);
        assertTrue(Files.exists(picture) && Files.exists(clip));
        Ran some = erase("--camera", "gate", "--from", "2026-11-21T12:00:00Z");
        assertEquals("erased: 1 pictures, 1 clips, 0 pictures that waited to be sent\n", some.out(), some::err);
        assertEquals(0, some.exitCode());
        assertFalse(Files.exists(picture) || Files.exists(clip));
    }

    @Test
    void everythingIsNotErasedByMistake() throws Exception {
        Ran ran = erase();
        assertEquals(3, ran.exitCode());
        assertTrue(ran.err().contains("name a --camera, a time (--from, --to) or both"), ran::err);
        assertTrue(erase("--from", "yesterday").err().contains("is not a time; write it such as"));
    }
}
