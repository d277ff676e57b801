package watchpost.alerts.mqtt;

import org.jspecify.annotations.Nullable;

/** There is no session with the broker; the message is one sentence without credentials. */
final class BrokerTrouble extends Exception {
    private static final long serialVersionUID = 1L;

    BrokerTrouble(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
