package watchpost.alerts.transport;

import java.time.Duration;
import java.util.Optional;

/**
 * Carries messages to subscribers, at least once. A transport connects by itself, again and again; each connection is a session with
 * a number that is never used again.
 */
public interface Transport {
    /** Begins to connect. Called once; {@code listener} is told everything from here on. */
    void start(Listener listener);

    /**
     * Sends a message on the session that it names. Never waits.
     *
     * @return false if that session is over; one that cannot take the message is ended by the transport itself
     */
    boolean send(Outgoing message);

    /** How the connection stands; any thread. */
    ConnectionState state();

    /** Ends the session in good order, if there is one, and all threads, within {@code patience}. */
    void close(Duration patience);

    /** What a transport reports. Called on the transport's own threads; must only hand over, never wait. */
    interface Listener {
        /** The topic filter of the messages that it wants, if it wants any. */
        Optional<String> wants();

        /** A message came in that it wants; what it says and who sent it is not proved. */
        void received(Incoming message);

        /** A session began: it is ready to send, and nothing that was sent before counts unless it was confirmed. */
        void connected(long session);

        /** The broker confirmed the message that was sent with {@code token}. */
        void confirmed(long session, long token);

        /** A session ended. */
        void lost(long session);
    }
}
