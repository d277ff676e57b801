package watchpost.alerts.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.core.id.CameraId;

class EvidenceStoreTest {
    private static final CameraId GATE = new CameraId("gate");
    private static final CameraId DOOR = new CameraId("door");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void eachCameraHasItsOwnBound() throws Exception {
        EvidenceStore store = open();
        store.put(DOOR, id(9), new byte[900], NOON);
        for (int i = 1; i <= 5; i++) {
            store.put(GATE, id(i), new byte[300], NOON);
        }
        assertTrue(store.get(id(1)).isEmpty(), "the oldest is deleted");
        assertEquals(300, store.get(id(5)).orElseThrow().length);
        assertEquals(900, store.get(id(9)).orElseThrow().length, "another camera's stays");
        store.put(GATE, id(5), new byte[200], NOON);
        assertEquals(200, store.get(id(5)).orElseThrow().length, "in the place of the earlier one");
        assertTrue(store.get("../../etc/passwd").isEmpty());
    }

    @Test
    void whatWasKeptIsKnownAfterARestartAndWhatWasBeingWrittenIsGone() throws Exception {
        EvidenceStore before = open();
        before.put(GATE, id(1), new byte[200], NOON);
        Path half = Files.write(before.place(GATE, id(2)).resolveSibling(".half.mp4.part"), new byte[5]);
        EvidenceStore again = open();
        assertEquals(200, again.get(id(1)).orElseThrow().length);
        assertFalse(Files.exists(half));
    }

    @Test
    void erasingSaysWhatWentAway() throws Exception {
        EvidenceStore store = open();
        store.put(GATE, id(1), new byte[200], NOON);
        store.put(GATE, id(2), new byte[200], NOON.plusSeconds(60));
        store.put(DOOR, id(3), new byte[200], NOON);
        List<EvidenceStore.Kept> gone =
                store.erase(kept -> kept.camera().equals(GATE) && kept.written().isBefore(NOON.plusSeconds(1)));
        assertEquals(
                List.of(id(1)),
                gone.stream().map(EvidenceStore.Kept::incidentId).toList());
        assertTrue(store.find(id(1)).isEmpty());
        assertTrue(store.find(id(2)).isPresent() && store.find(id(3)).isPresent());
    }

    private EvidenceStore open() throws Exception {
        return new EvidenceStore(folder, ".jpg", 1000);
    }

    private static String id(int number) {
        return "00000000-0000-7000-8000-00000000000" + number;
    }
}
