package watchpost.alerts.command;

/** A command is not carried out; the message is one sentence for whoever sent it. */
public final class CommandRefused extends Exception {
    private static final long serialVersionUID = 1L;

    public CommandRefused(String sentence) {
        super(sentence, null, false, false);
    }
}
