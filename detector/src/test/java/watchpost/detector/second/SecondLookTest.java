package watchpost.detector.second;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Size;
import watchpost.core.id.CameraId;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.FrameTime;
import watchpost.core.time.Moment;
import watchpost.core.vision.Finding;
import watchpost.core.vision.Picture;
import watchpost.core.vision.Sighting;
import watchpost.core.vision.Trait;

/** Stepped with a held clock, on the test's thread. */
class SecondLookTest {
    private static final CameraId GATE = new CameraId("gate");
    private static final int PER_SECOND = 4;
    private static final long SECOND = 1_000_000_000L;

    private final List<Finding> told = new ArrayList<>();
    private final List<Sighting> cutOut = new ArrayList<>();
    private final TestingRecogniser model = new TestingRecogniser();
    private boolean blurred;
    private int side = 64;
    private long now;
    private final SecondLook look = new SecondLook(Trait.PLATE, model, PER_SECOND, this::crop, told::add, () -> now);

    @Test
    void nothingIsReadThatNobodyAskedFor() {
        look.seen(sighting(1, 0, 0.2));
        look.doWork(now);
        assertEquals(1, look.counters().cut());
        assertEquals(List.of(), model.batches);

        look.ask(GATE, 1);
        look.doWork(now);
        assertEquals(1, look.counters().read());
        assertEquals("gate 1", told.get(0).camera() + " " + told.get(0).track());
    }

    @Test
    void ofAnObjectTheLargestIsReadFirstAlsoIfItCameBeforeTheQuestion() {
        look.seen(sighting(1, 0, 0.1));
        look.doWork(now);
        look.seen(sighting(1, 0.2, 0.4));
        look.doWork(now);
        look.seen(sighting(1, 0.4, 0.2));
        look.doWork(now);
        look.ask(GATE, 1);
        look.doWork(now);
        assertEquals(Duration.ofMillis(200), told.get(0).moment().stream());
        assertEquals(2, cutOut.size(), "the smaller one was not worth cutting out");
    }

    @Test
    void ofTwoAsLargeTheSharperIsKept() {
        look.seen(sighting(1, 0, 0.3));
        look.doWork(now);
        blurred = true;
        look.seen(sighting(1, 1, 0.31));
        look.doWork(now);
        look.ask(GATE, 1);
        look.doWork(now);
        assertEquals(2, look.counters().cut());
        assertEquals(Duration.ZERO, told.get(0).moment().stream());
    }

    @Test
    void whatWaitsToBeCutOutIsReplacedByTheBetter() {
        look.seen(sighting(1, 0, 0.1));
        look.seen(sighting(1, 0.2, 0.3));
        look.seen(sighting(1, 0.4, 0.2));
        look.doWork(now);
        assertEquals(List.of(sighting(1, 0.2, 0.3)), cutOut);
        assertEquals(1, look.counters().replaced());
    }

    @Test
    void atMostSoManyWithinAnySecondAndSeveralInOneRun() {
        for (int track = 1; track <= 11; track++) {
            look.seen(sighting(track, 0, 0.2));
            look.ask(GATE, track);
        }
        int within = 0;
        for (int tenth = 0; tenth < 30; tenth++) {
            now = tenth * SECOND / 10;
            look.doWork(now);
            if (tenth == 9) {
                within = model.pictures();
            }
        }
        assertEquals(PER_SECOND, within);
        assertEquals(List.of(4, 4, 3), model.batches);
        assertEquals(11, told.stream().map(Finding::track).distinct().count());
    }

    @Test
    void everyoneIsReadOnceBeforeAnyoneIsReadTwice() {
        model.confidence = 0.5;
        for (int track = 1; track <= 6; track++) {
            look.seen(sighting(track, 0, 0.1 + track * 0.01));
            look.ask(GATE, track);
        }
        look.doWork(now);
        assertEquals(List.of(6L, 5L, 4L, 3L), told.stream().map(Finding::track).toList());
        for (int track = 3; track <= 6; track++) {
            look.seen(sighting(track, 1, 0.5));
        }
        now = SECOND;
        look.doWork(now);
        assertEquals(
                List.of(2L, 1L), told.subList(4, 6).stream().map(Finding::track).toList());
    }

    @Test
    void aSureTextIsTheEndAndASurerOneIsTold() {
        look.ask(GATE, 1);
        model.confidence = 0.7;
        read(1, 0.2, "AB12");
        model.confidence = 0.6;
        read(2, 0.3, "A812");
        model.confidence = 0.97;
        read(3, 0.4, "AB123");
        read(4, 0.8, "XY999");
        assertEquals(List.of("AB12", "AB123"), told.stream().map(Finding::text).toList());
        assertEquals(3, look.counters().read());
    }

    @Test
    void theSameTextTwiceIsTheEnd() {
        look.ask(GATE, 1);
        model.confidence = 0.7;
        read(1, 0.2, "AB12");
        read(2, 0.3, "AB12");
        read(3, 0.5, "AB12");
        assertEquals(2, look.counters().read());
        assertEquals(1, told.size());
    }

    @Test
    void manyObjectsAndLargePicturesStayWithinBounds() {
        side = 640;
        for (int track = 0; track < 400; track++) {
            look.seen(sighting(track, 0, 0.2));
            now += SECOND / 40;
            look.doWork(now);
        }
        // 32 MiB are 27 pictures of 640 x 640; objects are forgotten after five seconds
        Counters counters = look.counters();
        assertTrue(counters.cut() > 100, "only " + counters.cut() + " were cut out");
        assertTrue(counters.crowdedOut() > 0);
        assertEquals(0, counters.read());

        for (int track = 3_000; track < 4_000; track++) {
            look.seen(sighting(track, 0, 0.2));
        }
        assertTrue(look.counters().crowdedOut() >= 700, look.counters().toString());
    }

    @Test
    void aPictureThatIsGoneOrAModelThatFailsCostsThatPictureOnly() {
        side = 0;
        look.ask(GATE, 1);
        look.seen(sighting(1, 0, 0.2));
        look.doWork(now);
        assertEquals(1, look.counters().late());
        side = 64;
        model.fails = true;
        now += 2 * SECOND;
        look.seen(sighting(1, 1, 0.4));
        look.doWork(now);
        assertEquals(1, look.counters().failed());
        model.fails = false;
        read(4, 0.8, "AB12");
        assertEquals(List.of("AB12"), told.stream().map(Finding::text).toList());
    }

    @Test
    void whatIsKnownOfAnObjectSaysNothingInALog() {
        read(1, 0.2, "AB12");
        look.ask(GATE, 1);
        look.doWork(now);
        assertTrue(!told.get(0).toString().contains("AB12")
                && !new Label("AB12", 1).toString().contains("AB12"));
    }

    @Test
    void theThreadEndsWithItsModel() {
        look.start();
        look.seen(sighting(1, 0, 0.2));
        look.ask(GATE, 1);
        look.close();
        assertTrue(model.closed);
    }

    private void read(int second, double width, String text) {
        now = second * SECOND * 2;
        model.text = text;
        look.seen(sighting(1, second, width));
        look.doWork(now);
    }

    private static Sighting sighting(long track, double seconds, double width) {
        Moment moment = new Moment(Duration.ofMillis(Math.round(seconds * 1e3)), Instant.EPOCH, ClockQuality.SYNCED);
        return new Sighting(GATE, track, moment, new Box(0.1, 0.1, width, width), 0.8);
    }

    /** A chequered picture, or an even one; none where it has no side. */
    private Optional<Picture> crop(Sighting sighting) {
        cutOut.add(sighting);
        byte[] bgr = new byte[side * side * 3];
        for (int i = 0; i < bgr.length; i++) {
            boolean light = (i / 3 / side / 5 + i / 3 % side / 5) % 2 == 0;
            bgr[i] = (byte) (light && !blurred ? 200 : 60 + i / 3 % side);
        }
        return side == 0
                ? Optional.empty()
                : Optional.of(new Picture(new Size(side, side), bgr, new FrameTime(sighting.moment(), 0)));
    }

    /** Says always the same of every picture. */
    private static final class TestingRecogniser implements Recogniser {
        final List<Integer> batches = new ArrayList<>();
        String text = "AB12";
        double confidence = 0.99;
        boolean fails;
        volatile boolean closed;

        int pictures() {
            return batches.stream().mapToInt(size -> size).sum();
        }

        @Override
        public List<Optional<Label>> recognise(List<Picture> pictures) {
            if (fails) {
                throw new IllegalStateException("it was asked to fail");
            }
            batches.add(pictures.size());
            return pictures.stream()
                    .map(picture -> Optional.of(new Label(text, confidence)))
                    .toList();
        }

        @Override
        public double sure() {
            return 0.95;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
