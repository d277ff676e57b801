package watchpost.alerts;

/**
 * Figures of the alert path since the start, and how it stands now.
 *
 * @param queued inputs that the outbox thread has not taken yet; a growing number means a disk that does not keep up
 * @param stored messages committed to the outbox
 * @param acknowledged messages that the broker confirmed, and every receiver where receipts are wanted
 * @param backlog messages waiting now
 * @param backlogBytes bytes of messages and pictures waiting now
 * @param givenUp messages given up on purpose, each declared in a gap
 * @param corrected waiting messages whose stamps were put right with the clock
 * @param picturesDrawn evidence pictures made
 * @param picturesFailed incidents that went out without a picture although a rule event asked for one
 * @param openIncidents incidents open now
 * @param unreceipted messages of the backlog that were sent and wait for receipts
 */
public record AlertCounters(
        long queued,
        long stored,
        long acknowledged,
        long backlog,
        long backlogBytes,
        long givenUp,
        long corrected,
        long picturesDrawn,
        long picturesFailed,
        long openIncidents,
        long unreceipted) {}
