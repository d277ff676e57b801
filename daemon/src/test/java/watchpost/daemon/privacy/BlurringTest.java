package watchpost.daemon.privacy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import watchpost.config.CameraConfig;
import watchpost.config.ConfigFile;
import watchpost.config.ConfigResult;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Size;
import watchpost.core.id.CameraId;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.FrameTime;
import watchpost.core.time.Moment;
import watchpost.core.vision.Detection;
import watchpost.core.vision.Detections;
import watchpost.core.vision.Picture;
import watchpost.core.vision.Track;

/** What is hidden in a picture full of letters, and that everything is where nobody knows. */
class BlurringTest {
    private static final CameraId GATE = new CameraId("gate");
    private static final Size SIZE = new Size(640, 360);
    private static final Box SOMEBODY = new Box(0.25, 0.25, 0.125, 0.5);
    private static final Box ELSEWHERE = new Box(0.7, 0.2, 0.1, 0.5);
    private static final Box ALL = new Box(0, 0, 1, 1);

    private final SeenThings seen = new SeenThings();

    private Picture shown(double seconds, String blur) {
        Picture picture = letters(seconds);
        blurring("[" + blur + "]").apply(GATE, picture);
        return picture;
    }

    private Blurring blurring(String what) {
        CameraConfig camera = ((ConfigResult.Valid) ConfigFile.parse(
                        "cameras: {gate: {url: rtsp://10.0.0.5/1, privacy: {blur: " + what
                                + "}, rules: {h: {kind: heatmap}}}}",
                        "test.yaml"))
                .config()
                .cameras()
                .get(0);
        return new Blurring(id -> Optional.of(camera).filter(known -> known.id().equals(id)), seen);
    }

    /** Letters of strokes two and three pixels wide, black on white, the same each time. */
    private static Picture letters(double seconds) {
        byte[] bgr = new byte[SIZE.width() * SIZE.height() * 3];
        for (int y = 0; y < SIZE.height(); y++) {
            for (int x = 0; x < SIZE.width(); x++) {
                Random stroke = new Random(31L * (x / 2) + 1_000_003L * (y / 3));
                stroke.nextInt();
                byte value = (byte) (stroke.nextBoolean() ? 250 : 5);
                for (int channel = 0; channel < 3; channel++) {
                    bgr[3 * (y * SIZE.width() + x) + channel] = value;
                }
            }
        }
        return new Picture(SIZE, bgr, time(seconds));
    }

    private static FrameTime time(double seconds) {
        return new FrameTime(moment(seconds), 0);
    }

    private static Moment moment(double seconds) {
        Duration since = Duration.ofMillis(Math.round(1000 * seconds));
        return new Moment(since, Instant.EPOCH.plus(since), ClockQuality.SYNCED);
    }

    private void see(double seconds, List<Track> tracks, Detection... found) {
        seen.add(new Detections(GATE, time(seconds), SIZE, List.of(found)), tracks);
    }

    private static Detection person(Box box, double confidence) {
        return new Detection("person", confidence, box);
    }

    private static Track followed(Box box) {
        return new Track(7, "person", 0.6, box, moment(0), moment(0), false, 0.1);
    }

    private static void assertHidden(Picture picture, Box part) {
        Detail before = new Detail(letters(0));
        double correlation = before.correlation(picture, part);
        assertTrue(Math.abs(correlation) < 0.05, "the letters show through: " + correlation);
        double left = new Detail(picture).strength(part) / before.strength(part);
        assertTrue(left < 0.001, "of their contrast is left: " + left);
    }

    private static void assertUntouched(Picture picture, Box part) {
        assertEquals(1, new Detail(letters(0)).correlation(picture, part), 1e-9);
        assertEquals(new Detail(letters(0)).strength(part), new Detail(picture).strength(part));
    }

    @Test
    void peopleAreHiddenAndNothingElse() {
        see(1, List.of(), person(SOMEBODY, 0.9));
        Picture picture = shown(1, "persons");
        assertHidden(picture, SOMEBODY);
        assertUntouched(picture, ELSEWHERE);
        assertUntouched(picture, new Box(0, 0, 1, 0.18));
        assertUntouched(picture, new Box(0, 0.82, 1, 0.18));
        assertArrayEquals(letters(1).bgr(), shown(1, "off").bgr(), "off");
    }

    @Test
    void soIsWhoTheDetectorIsNotSureOfOrDoesNotSeeJustNow() {
        see(1, List.of(followed(ELSEWHERE)), person(SOMEBODY, 0.06));
        Picture picture = shown(1, "persons");
        assertHidden(picture, SOMEBODY);
        assertHidden(picture, ELSEWHERE);
    }

    @Test
    void whoIsSeenInThePictureBeforeOrAfterIsHiddenToo() {
        see(1, List.of(), person(SOMEBODY, 0.9));
        see(1.2, List.of());
        see(1.4, List.of(), person(ELSEWHERE, 0.9));
        assertHidden(shown(1.2, "persons"), SOMEBODY);
        assertHidden(shown(1.2, "persons"), ELSEWHERE);
    }

    @Test
    void betweenTwoPicturesTheWholeWayIsHidden() {
        see(1, List.of(followed(SOMEBODY)));
        see(1.4, List.of(followed(ELSEWHERE)));
        assertHidden(shown(1.2, "persons"), new Box(0.25, 0.25, 0.55, 0.45));
    }

    @Test
    void allIsHiddenWhereNobodyKnowsWhatIsThere() {
        assertHidden(shown(1, "persons"), ALL);
        see(1, List.of());
        see(3, List.of());
        assertHidden(shown(0.9, "persons"), ALL);
        assertHidden(shown(2, "faces"), ALL);
        assertHidden(shown(3.1, "plates"), ALL);
        assertUntouched(shown(3, "plates"), ALL);
        Blurring nobodys = new Blurring(id -> Optional.empty(), seen);
        assertTrue(nobodys.wants(GATE));
        assertThrows(IllegalStateException.class, () -> nobodys.apply(GATE, letters(3)));
    }

    @Test
    void whatIsSeenIsKeptOnlyWhereSomethingIsToBeHidden() {
        Detections found = new Detections(GATE, time(1), SIZE, List.of(person(SOMEBODY, 0.9)));
        blurring("off").saw(found, List.of());
        assertTrue(seen.around(GATE, moment(1)).isEmpty());
        blurring("persons").saw(found, List.of());
        assertTrue(seen.around(GATE, moment(1)).isPresent());
        blurring("off").saw(found, List.of());
        assertTrue(seen.around(GATE, moment(1)).isEmpty());
    }

    @Test
    void headsArePartsOfPeopleAndPlatesOfVehicles() {
        Box car = new Box(0.6, 0.4, 0.2, 0.25);
        see(1, List.of(), person(SOMEBODY, 0.9), new Detection("car", 0.9, car));
        Picture heads = shown(1, "faces");
        assertHidden(heads, new Box(SOMEBODY.x(), SOMEBODY.y(), SOMEBODY.width(), 0.44 * SOMEBODY.height()));
        assertUntouched(heads, new Box(SOMEBODY.x(), SOMEBODY.y() + 0.6 * SOMEBODY.height(), SOMEBODY.width(), 0.2));
        assertUntouched(heads, car);
        Picture plates = shown(1, "plates");
        assertHidden(plates, new Box(car.x(), car.y() + 0.4 * car.height(), car.width(), 0.6 * car.height()));
        assertUntouched(plates, new Box(car.x(), car.y(), car.width(), 0.25 * car.height()));
        assertUntouched(plates, SOMEBODY);
    }
}
