package watchpost.alerts.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.alerts.contract.Gap;
import watchpost.alerts.contract.Receipt;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.event.Severity;

class ReceiptsTest {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private OutboxBench bench;
    private long now = 1;

    @BeforeEach
    void open() throws OutboxException {
        bench = bench(1 << 28, "desk");
        bench.delivery.connected(1);
    }

    private OutboxBench bench(long maxBytes, String... from) throws OutboxException {
        return new OutboxBench(directory, maxBytes, false, new Receipts(Set.of(from), DEADLINE, () -> now));
    }

    @AfterEach
    void close() throws OutboxException {
        bench.close();
    }

    private void receipt(String from, long first, long last) throws OutboxException {
        Receipt receipt = new Receipt(bench.outbox.epoch(), List.of(new Gap.Range(first, last)));
        bench.delivery.received(from, receipt, bench.batch);
        bench.commit();
    }

    /** Lets time pass and sends what is due; what was sent since then. */
    private List<String> after(Duration time) throws OutboxException {
        int before = bench.transport.sent.size();
        now += time.toNanos();
        bench.delivery.pump();
        bench.drain();
        return bench.transport.told().subList(before, bench.transport.sent.size());
    }

    @Test
    void aMessageGoesWhenBrokerAndReceiverHaveConfirmedItInEitherOrder() throws Exception {
        bench.storeMeasurements(2);
        bench.drain();
        assertEquals(2, bench.outbox.rows(), "the broker's word is not enough");
        assertEquals(2, bench.delivery.unreceipted());
        receipt("desk", 1, 2);
        assertEquals(0, bench.outbox.rows());
        assertEquals(2, bench.delivery.confirmed());
        bench.storeMeasurements(1);
        bench.delivery.pump();
        receipt("desk", 3, 3);
        assertEquals(1, bench.outbox.rows(), "the receiver's word before the broker's is not enough either");
        bench.drain();
        assertEquals(0, bench.outbox.rows());
        assertEquals(List.of("1", "2", "3"), bench.transport.told());
    }

    @Test
    void everyReceiverMustConfirm() throws Exception {
        bench.close();
        bench = bench(1 << 28, "desk", "archive");
        bench.delivery.connected(1);
        bench.storeMeasurements(3);
        bench.drain();
        receipt("desk", 1, 3);
        receipt("desk", 1, 3);
        receipt("stranger", 1, 3);
        assertEquals(3, bench.outbox.rows());
        receipt("archive", 2, 2);
        assertEquals(2, bench.outbox.rows());
        assertEquals(List.of("1*", "3*"), after(DEADLINE));
    }

    @Test
    void aReceiptForWhatWasNeverSentHasNoEffect() throws Exception {
        receipt("desk", 1, Long.MAX_VALUE);
        bench.storeMeasurements(2);
        receipt("desk", 1, Long.MAX_VALUE);
        bench.delivery.received("desk", new Receipt("another epoch", List.of(new Gap.Range(1, 2))), bench.batch);
        bench.drain();
        assertEquals(2, bench.outbox.rows());
        receipt("desk", 1, Long.MAX_VALUE);
        assertEquals(0, bench.outbox.rows());
    }

    @Test
    void whatNobodyConfirmsIsSentAgainEverMoreSeldomUntilSomebodyDoes() throws Exception {
        bench.storeMeasurements(2);
        bench.drain();
        assertEquals(List.of(), after(DEADLINE.minusNanos(1)));
        assertEquals(List.of("1*", "2*"), after(Duration.ofNanos(1)));
        assertEquals(List.of("1*", "2*"), after(DEADLINE));
        assertEquals(List.of(), after(DEADLINE), "the second pause is twice as long");
        assertEquals(List.of("1*", "2*"), after(DEADLINE));
        assertEquals(List.of(), after(DEADLINE.multipliedBy(3)));
        assertEquals(List.of("1*", "2*"), after(DEADLINE));
        receipt("desk", 1, 1);
        assertEquals(List.of("2*"), after(DEADLINE), "it lives: the pauses are short again");
    }

    @Test
    void aReceiverThatComesBackIsNotFlooded() throws Exception {
        bench.storeMeasurements(200);
        bench.drain();
        List<String> round = after(DEADLINE);
        assertEquals(64, round.size());
        assertEquals("1*", round.get(0));
        receipt("desk", 1, 64);
        assertEquals(64, after(Duration.ofNanos(1)).size(), "each answer fetches the next");
        receipt("desk", 65, 128);
        assertEquals("129*", after(Duration.ofNanos(1)).get(0));
    }

    @Test
    void whatIsNewGoesBeforeWhatIsSentAgain() throws Exception {
        bench.storeMeasurements(2);
        bench.drain();
        now += DEADLINE.toNanos();
        bench.store(bench.alarm("gate", 1));
        assertEquals(List.of("3", "1*", "2*"), after(Duration.ofNanos(1)));
    }

    @Test
    void anotherSessionSendsEverythingThatIsUnconfirmedInOrder() throws Exception {
        bench.storeMeasurements(3);
        bench.drain();
        receipt("desk", 2, 2);
        bench.delivery.lost(1);
        bench.delivery.connected(2);
        assertEquals(List.of("1*", "3*"), after(Duration.ZERO));
        receipt("desk", 1, 3);
        assertEquals(0, bench.outbox.rows());
    }

    @Test
    void aPictureGoesWithItsIncidentAgain() throws Exception {
        long position = bench.store(bench.alarm("gate", 1)).get(0);
        bench.batch.attach(position, "a/pictures/1", new byte[] {1, 2, 3});
        bench.commit();
        assertEquals(List.of("jpg", "1"), after(Duration.ZERO));
        assertEquals(List.of("jpg", "1*"), after(DEADLINE));
        receipt("desk", 1, 1);
        assertTrue(bench.outbox.picture(position).isEmpty());
    }

    @Test
    void whatIsGivenUpMeanwhileIsDeclaredAndNotSentAgain() throws Exception {
        bench.close();
        bench = bench(3000, "desk");
        bench.delivery.connected(1);
        bench.storeMeasurements(4);
        bench.drain();
        bench.store(bench.incident("gate", 1, Phase.OPENED, Severity.ALARM));
        bench.drain();
        long left = bench.outbox.rows();
        assertTrue(bench.outbox.givenUp() > 0, () -> left + " rows");
        assertEquals(left, after(DEADLINE).size());
        receipt("desk", 1, 100);
        assertEquals(0, bench.outbox.rows());
    }

    @Test
    void moreThanCanBeWaitedForIsSentAndSentAgainLater() throws Exception {
        int all = Receipts.MOST + 100;
        for (int stored = 0; stored < all; stored += 100) {
            bench.storeMeasurements(Math.min(100, all - stored));
        }
        bench.drain();
        assertEquals(all, bench.transport.sent.size(), "others hear all of it");
        assertEquals(Receipts.MOST, bench.delivery.unreceipted());
        receipt("desk", 1, all);
        assertEquals(100, bench.outbox.rows(), "what nobody keeps book of is not confirmed");
        List<String> again = after(Duration.ZERO);
        assertEquals(100, new HashSet<>(again).size());
        assertEquals((Receipts.MOST + 1) + "*", again.get(0));
        receipt("desk", 1, all);
        assertEquals(0, bench.outbox.rows());
    }
}
