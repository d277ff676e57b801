package watchpost.alerts.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.event.Severity;

class DeliveryTest {
    @TempDir
    Path directory;

    private OutboxBench bench;

    @BeforeEach
    void open() throws OutboxException {
        bench = new OutboxBench(directory, 1 << 28);
    }

    @AfterEach
    void close() throws OutboxException {
        bench.close();
    }

    private static List<String> late(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(seq -> seq + "*").toList();
    }

    @Test
    void atMostEightAreOnTheirWay() throws Exception {
        bench.delivery.connected(1);
        bench.storeMeasurements(40);
        bench.delivery.pump();
        assertEquals(List.of("1", "2", "3", "4", "5", "6", "7", "8"), bench.transport.told());
        bench.drain();
        assertEquals(40, bench.transport.sent.size());
        assertEquals(0, bench.outbox.rows());
        assertTrue(bench.delivery.isIdle());
    }

    @Test
    void fewAreSentOneByOneSoThatADeathSendsAtMostOneTwice() throws Exception {
        bench.delivery.connected(1);
        bench.storeMeasurements(3);
        bench.delivery.pump();
        assertEquals(List.of("1"), bench.transport.told());
        bench.transport.confirmAll(bench.delivery, bench.batch);
        bench.delivery.pump();
        assertEquals(1, bench.transport.sent.size(), "the disk does not know yet");
        bench.commit();
        bench.delivery.pump();
        assertEquals(List.of("1", "2"), bench.transport.told());
    }

    @Test
    void whatWasNotConfirmedIsSentAgainInOrderAndSaysSo() throws Exception {
        bench.delivery.connected(1);
        bench.storeMeasurements(40);
        bench.delivery.pump();
        bench.delivery.lost(1);
        bench.transport.cut();
        bench.delivery.confirmed(1, bench.transport.sent.get(0).token(), bench.batch);
        assertTrue(bench.batch.isEmpty(), "a confirmation of a lost session counts no more");
        bench.storeMeasurements(1);
        bench.delivery.pump();
        assertEquals(8, bench.transport.sent.size(), "nothing is sent without a session");
        bench.delivery.connected(2);
        bench.storeMeasurements(1);
        bench.drain();
        List<String> told = bench.transport.told();
        assertEquals(List.of("1", "2", "3", "4", "5", "6", "7", "8"), told.subList(0, 8));
        assertEquals(late(1, 41), told.subList(8, 49));
        assertEquals("42", told.get(49));
        assertEquals(50, told.size());
    }

    @Test
    void aLiveAlarmOvertakesTheBacklog() throws Exception {
        bench.storeMeasurements(200);
        bench.delivery.connected(1);
        bench.delivery.pump();
        bench.store(bench.measurement("gate"), bench.alarm("gate", 1));
        bench.drain();
        List<String> told = bench.transport.told();
        assertEquals(late(1, 8), told.subList(0, 8));
        assertEquals("202", told.get(8), "next after those on their way");
        assertEquals(late(9, 201), told.subList(9, told.size()), "what was overtaken says that it is late");
    }

    @Test
    void anAlarmDoesNotOvertakeItsOwnIncident() throws Exception {
        bench.store(bench.alarm("gate", 1));
        bench.storeMeasurements(200);
        bench.delivery.connected(1);
        bench.store(bench.incident("gate", 1, Phase.UPDATED, Severity.ALARM), bench.alarm("gate", 2));
        bench.drain();
        List<String> told = bench.transport.told();
        assertEquals("203", told.get(0), "the other incident goes first");
        assertEquals("1*", told.get(1));
        assertEquals("202*", told.get(told.size() - 1), "held behind its opening until the backlog is through");
        assertEquals(203, told.stream().distinct().count());
    }

    @Test
    void anAlarmWhoseOpeningOvertookOvertakesToo() throws Exception {
        bench.storeMeasurements(200);
        bench.delivery.connected(1);
        bench.store(bench.alarm("gate", 1), bench.incident("gate", 1, Phase.UPDATED, Severity.ALARM));
        bench.drain();
        assertEquals(List.of("201", "202"), bench.transport.told().subList(0, 2));
    }

    @Test
    void orderIsKeptPerCameraAmongLiveAndAmongLateMessages() throws Exception {
        bench.storeMeasurements(300);
        bench.delivery.connected(1);
        for (int i = 0; i < 20; i++) {
            bench.store(bench.alarm("gate", 100 + i), bench.measurement("gate"), bench.alarm("yard", 200 + i));
            bench.delivery.pump();
            bench.transport.confirmAll(bench.delivery, bench.batch);
            bench.commit();
        }
        bench.drain();
        for (String camera : List.of("gate", "yard")) {
            for (boolean late : new boolean[] {true, false}) {
                List<Integer> order = bench.transport.sent.stream()
                        .filter(message -> message.topic().contains("/" + camera + "/"))
                        .map(message -> List.of(message))
                        .map(one -> {
                            TestingTransport single = new TestingTransport();
                            single.sent.addAll(one);
                            return single.told().get(0);
                        })
                        .filter(word -> word.endsWith("*") == late)
                        .map(word -> Integer.valueOf(word.replace("*", "")))
                        .toList();
                assertEquals(order.stream().sorted().collect(Collectors.toList()), order, camera + " late " + late);
            }
        }
        assertEquals(
                360,
                bench.transport.told().stream()
                        .map(word -> word.replace("*", ""))
                        .distinct()
                        .count());
    }

    @Test
    void aMessageThatWaitsForItsPictureHoldsUpItsOwnCameraOnly() throws Exception {
        bench.delivery.connected(1);
        long opened = bench.store(bench.alarm("gate", 1)).get(0);
        bench.delivery.hold(opened);
        bench.store(bench.measurement("gate"), bench.measurement("yard"), bench.alarm("gate", 2));
        bench.drain();
        assertEquals(List.of("3"), bench.transport.told());
        assertTrue(bench.delivery.isInUse(opened));
        bench.batch.attach(opened, "box/pictures/1", new byte[] {1, 2, 3});
        bench.commit();
        bench.delivery.release(opened);
        bench.drain();
        assertEquals(List.of("3", "jpg", "1", "2", "4"), bench.transport.told());
        assertEquals(0, bench.outbox.rows());
        assertFalse(bench.delivery.isInUse(opened));
    }

    @Test
    void aMessageIsKeptUntilItsPictureIsConfirmedToo() throws Exception {
        long opened = bench.store(bench.alarm("gate", 1)).get(0);
        bench.batch.attach(opened, "box/pictures/1", new byte[] {1, 2, 3});
        bench.commit();
        bench.delivery.connected(1);
        bench.delivery.pump();
        assertEquals(List.of("jpg", "1*"), bench.transport.told());
        bench.delivery.confirmed(1, bench.transport.sent.get(1).token(), bench.batch);
        assertTrue(bench.batch.isEmpty());
        bench.delivery.confirmed(1, bench.transport.sent.get(0).token(), bench.batch);
        bench.commit();
        assertEquals(0, bench.outbox.rows());
    }

    @Test
    void statesAreToldOnceAndAgainInEverySession() throws Exception {
        bench.states.put("box/levels/a", new byte[] {1});
        bench.states.put("box/levels/a", new byte[] {2});
        bench.states.put("box/levels/b", new byte[] {3});
        bench.delivery.connected(1);
        bench.drain();
        assertEquals(List.of("box/levels/a", "box/levels/b"), bench.transport.told());
        assertEquals(2, bench.transport.sent.get(0).payload()[0], "only the newest counts");
        assertTrue(bench.transport.sent.get(0).retained());
        bench.delivery.lost(1);
        bench.delivery.connected(2);
        bench.drain();
        assertEquals(4, bench.transport.sent.size());
    }
}
