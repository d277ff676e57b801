package watchpost.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.alerts.contract.Origin;
import watchpost.alerts.evidence.EvidencePicture;
import watchpost.alerts.evidence.EvidenceRenderer;
import watchpost.alerts.evidence.EvidenceSources;
import watchpost.alerts.transport.BrokerSettings;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.geometry.Size;
import watchpost.core.time.FrameTime;
import watchpost.core.vision.Overlay;
import watchpost.core.vision.Picture;
import watchpost.testkit.Await;
import watchpost.testkit.mqtt.EmbeddedBroker;
import watchpost.testkit.net.FaultProxy;

/** Somebody else fills the disk while alarms with pictures are being stored. */
class DiskFullTest {
    private static final Origin ORIGIN = Origin.of("north", "gate-7");

    @TempDir
    Path directory;

    @BeforeAll
    static void loadOpenCv() {
        new EvidenceRenderer(64).warmUp();
    }

    /** Noise, which JPEG cannot make small. */
    private static Optional<EvidencePicture> picture(RuleEvent event) {
        byte[] noise = new byte[320 * 180 * 3];
        new SplittableRandom(event.subject().orElseThrow().track()).nextBytes(noise);
        Picture picture = new Picture(new Size(320, 180), noise, new FrameTime(event.at(), 0));
        return Optional.of(new EvidencePicture(picture, new Overlay(List.of()), List.of()));
    }

    private static void happen(AlertService service, int from, int count) {
        for (int i = from; i < from + count; i++) {
            service.accept(Events.intrusion(Phase.OPENED, i, 1));
        }
    }

    @Test
    void alarmsGoOnWithoutPicturesUntilThereIsRoomAgain() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(directory.resolve("disk"), 4);
                EmbeddedBroker broker = EmbeddedBroker.start();
                Subscriber subscriber = new Subscriber(broker.url(), "watchpost/#");
                AlertService service =
                        Services.open(disk.path, ORIGIN, BrokerSettings.at(broker.url()), DiskFullTest::picture)) {
            happen(service, 0, 10);
            Await.until("pictures", () -> subscriber.count("/incidents/intrusion") == 10);
            assertTrue(subscriber.count("/pictures/") > 0);
            disk.fill();
            long filled = System.nanoTime();
            happen(service, 10, 100);
            long told = subscriber
                            .await("/incidents/disk-full", "\"phase\":\"opened\"")
                            .nanos()
                    - filled;
            Await.until("every alarm", () -> subscriber.count("/incidents/intrusion") == 110);
            assertTrue(told < Duration.ofSeconds(5).toNanos(), () -> told + " ns until it was said");
            disk.free();
            subscriber.await("/incidents/disk-full", "\"phase\":\"closed\"");
            long before = subscriber.count("/pictures/");
            happen(service, 110, 10);
            Await.until("every alarm", () -> subscriber.count("/incidents/intrusion") == 120);
            assertTrue(subscriber.count("/pictures/") > before, "pictures again");
            Await.until("everything sent", () -> service.counters().backlog() == 0);
            assertEquals(0, service.counters().givenUp());
            awaitContractKept(subscriber);
            System.out.printf("figure: disk full: said after %d ms, 100 alarms stored and sent%n", told / 1_000_000);
        }
    }

    /** Writes until the disk is full, as a long clip would, and leaves nothing. */
    private static void tooLong(Path file, Consumer<Optional<String>> done) {
        Thread writer = new Thread(() -> {
            Path part = file.resolveSibling("." + file.getFileName() + ".part");
            try (OutputStream out = Files.newOutputStream(part)) {
                while (true) {
                    out.write(new byte[4096]);
                }
            } catch (IOException full) {
                part.toFile().delete();
                done.accept(Optional.of("it could not be written"));
            }
        });
        writer.start();
    }

    @Test
    void aClipThatFillsTheDiskIsDroppedAndNoAlarmIs() throws Exception {
        EvidenceSources sources =
                new EvidenceSources(DiskFullTest::picture, (event, file, done) -> tooLong(file, done));
        try (SmallDisk disk = SmallDisk.mount(directory.resolve("disk"), 4);
                EmbeddedBroker broker = EmbeddedBroker.start();
                Subscriber subscriber = new Subscriber(broker.url(), "watchpost/#")) {
            try (AlertService service = Services.open(disk.path, ORIGIN, BrokerSettings.at(broker.url()), sources)) {
                happen(service, 0, 100);
                Await.until("every alarm", () -> subscriber.count("/incidents/intrusion", "opened") == 100);
            }
            Await.until("every end", () -> subscriber.count("/incidents/intrusion", "closed", "no_clip") >= 1);
            awaitContractKept(subscriber);
            try (Stream<Path> left = Files.walk(disk.path.resolve("clips"))) {
                assertEquals(0, left.filter(Files::isRegularFile).count());
            }
        }
    }

    /** What the broker has taken comes to the subscriber a little later. */
    private static void awaitContractKept(Subscriber subscriber) {
        Await.until("every message or its gap", subscriber.checker::isClean);
        subscriber.assertContractKept();
    }

    /** What happens while the broker is away, messages wait, and the disk has just been filled. */
    private interface Outage {
        void run(AlertService service, SmallDisk disk, FaultProxy proxy, Subscriber subscriber) throws Exception;
    }

    private void withBrokerAway(Outage outage) throws Exception {
        try (SmallDisk disk = SmallDisk.mount(directory.resolve("disk"), 4);
                EmbeddedBroker broker = EmbeddedBroker.start();
                FaultProxy proxy = FaultProxy.to(broker.port());
                Subscriber subscriber = new Subscriber(broker.url(), "watchpost/#")) {
            proxy.refuse();
            BrokerSettings away = BrokerSettings.at("mqtt://127.0.0.1:" + proxy.port());
            try (AlertService service = Services.open(disk.path, ORIGIN, away, DiskFullTest::picture)) {
                for (int i = 0; i < 1500; i++) {
                    service.accept(Events.footfall(60 + i));
                }
                Await.until("all stored", () -> service.counters().stored() == 1500);
                disk.fill();
                outage.run(service, disk, proxy, subscriber);
                subscriber.await("/incidents/disk-full", "\"phase\":\"opened\"");
                awaitContractKept(subscriber);
            }
        }
    }

    private static void awaitDrained(AlertService service, Subscriber subscriber, int alarms) {
        Await.until(
                "all sent",
                Duration.ofSeconds(60),
                () -> service.counters().backlog() == 0
                        && subscriber.count("/incidents/intrusion", "\"phase\":\"opened\"") == alarms);
    }

    @Test
    void aBacklogIsSentThoughNobodyMakesRoom() throws Exception {
        withBrokerAway((service, disk, proxy, subscriber) -> {
            happen(service, 0, 400);
            Await.until(
                    "all stored",
                    Duration.ofSeconds(60),
                    () -> service.counters().stored() >= 1901);
            proxy.listen();
            awaitDrained(service, subscriber, 400);
            disk.free();
            subscriber.await("/incidents/disk-full", "\"phase\":\"closed\"");
        });
    }

    @Test
    void alarmsTakeTheRoomOfMeasurementsAndThatIsDeclared() throws Exception {
        withBrokerAway((service, disk, proxy, subscriber) -> {
            happen(service, 0, 700);
            Await.until(
                    "all stored",
                    Duration.ofSeconds(60),
                    () -> service.counters().stored() >= 2201);
            assertTrue(service.counters().givenUp() > 0);
            // what was given up left room that somebody takes too
            disk.fill();
            proxy.listen();
            Await.until("some sent", () -> subscriber.count("/measurements/") > 0);
            disk.free();
            awaitDrained(service, subscriber, 700);
        });
    }
}
