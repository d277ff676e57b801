package watchpost.alerts.mail;

/**
 * The relay does not work for now; the message is one sentence without a full stop and without a secret. It has no cause: what the
 * library throws may hold what was said to the relay.
 */
public final class RelayTrouble extends Exception {
    private static final long serialVersionUID = 1L;

    RelayTrouble(String sentence) {
        super(sentence);
    }

    /** The sentence. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
