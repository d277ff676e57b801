package watchpost.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** What lies in the root of the testkit. */
class RootTest {
    @Test
    void waitsForAValueAndSaysWhatItWaitedFor() {
        AtomicInteger looks = new AtomicInteger();
        assertEquals(3, Await.value("three looks", () -> Optional.of(looks.incrementAndGet())
                .filter(n -> n == 3)));
        AssertionError e = assertThrows(
                AssertionError.class, () -> Await.until("the impossible", Duration.ofMillis(20), () -> false));
        assertEquals("waited 0.02 s for the impossible", e.getMessage());
    }

    @Test
    void aMissingPeerSkipsOrFails() {
        Class<? extends Throwable> expected = Peers.required() ? AssertionError.class : TestAbortedException.class;
        Throwable footage = assertThrows(expected, () -> Peers.footage("no-such-clip.mp4"));
        assertTrue(footage.getMessage().contains("no-such-clip.mp4"), footage.getMessage());
        Throwable program = assertThrows(expected, () -> Peers.program("no-such-program", "no-such-package"));
        assertTrue(program.getMessage().contains("package no-such-package"), program.getMessage());
    }

    @Test
    void theClipIsUnpackedFromAJarOnce(@TempDir Path folder) throws Exception {
        byte[] content = Files.readAllBytes(BundledClip.path());
        Path jar = folder.resolve("testkit.jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("clip.mp4"));
            out.write(content);
        }
        URI inside = URI.create("jar:" + jar.toUri() + "!/clip.mp4");
        Path first = BundledClip.unpacked(inside.toURL());
        assertArrayEquals(content, Files.readAllBytes(first));
        long modified = Files.getLastModifiedTime(first).toMillis();
        assertEquals(first, BundledClip.unpacked(inside.toURL()));
        assertEquals(modified, Files.getLastModifiedTime(first).toMillis());
    }
}
