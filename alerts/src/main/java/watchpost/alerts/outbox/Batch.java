package watchpost.alerts.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import watchpost.alerts.contract.Message;

/**
 * What the next transaction does. It can be tried again as a whole: nothing of it happens unless all of it does.
 */
public final class Batch {
    record Insert(Message message, Consumer<StoredMessage> stored) {}

    @SuppressWarnings("ArrayRecordComponent") // handed over whole, never compared
    record Attachment(long position, String topic, byte[] jpeg) {}

    /** A message that nobody will ever take. */
    record Refusal(long position, String why) {}

    final List<Insert> inserts = new ArrayList<>();
    final List<Long> confirmed = new ArrayList<>();
    final List<Refusal> refused = new ArrayList<>();
    final List<String> ended = new ArrayList<>();
    final List<Attachment> attachments = new ArrayList<>();

    /** Stores {@code message}; {@code stored} is called after the commit. */
    public void store(Message message, Consumer<StoredMessage> stored) {
        inserts.add(new Insert(message, stored));
    }

    /** Removes a message that the broker confirmed. */
    public void remove(long position) {
        confirmed.add(position);
    }

    /** Gives a message up that nobody will ever take, and declares it. */
    public void giveUp(long position, String why) {
        refused.add(new Refusal(position, why));
    }

    /** The incident is over; no message says so here. */
    public void end(String incidentId) {
        ended.add(incidentId);
    }

    /** Adds the picture to a stored message, and its topic to the message's payload. */
    public void attach(long position, String topic, byte[] jpeg) {
        attachments.add(new Attachment(position, topic, jpeg));
    }

    /** Goes without the pictures; false if there were none. */
    public boolean dropAttachments() {
        boolean some = !attachments.isEmpty();
        attachments.clear();
        return some;
    }

    public boolean isEmpty() {
        return inserts.isEmpty() && !removes() && ended.isEmpty() && attachments.isEmpty();
    }

    /** The first {@code most} messages to remove and to store, with the pictures. */
    public Batch head(int most) {
        Batch head = new Batch();
        head.confirmed.addAll(confirmed.subList(0, Math.min(most, confirmed.size())));
        head.inserts.addAll(inserts.subList(0, Math.min(most, inserts.size())));
        head.refused.addAll(refused);
        head.ended.addAll(ended);
        head.attachments.addAll(attachments);
        return head;
    }

    /** The first {@code most} messages to remove; if there are none, the first to store, with the pictures: what makes room goes first. */
    public Batch smallHead(int most) {
        Batch head = head(most);
        if (head.removes()) {
            head.inserts.clear();
        }
        return head;
    }

    /** {@code head} of it is done. */
    public void clear(Batch head) {
        inserts.subList(0, head.inserts.size()).clear();
        confirmed.subList(0, head.confirmed.size()).clear();
        refused.clear();
        ended.clear();
        attachments.clear();
    }

    /** True if it removes messages, which makes room. */
    public boolean removes() {
        return !confirmed.isEmpty() || !refused.isEmpty();
    }

    /** How many messages it stores. */
    public int inserts() {
        return inserts.size();
    }

    /** Forgets what concerns messages that are stored already: their positions hold no more. */
    public void keepInsertsOnly() {
        confirmed.clear();
        refused.clear();
        attachments.clear();
    }
}
