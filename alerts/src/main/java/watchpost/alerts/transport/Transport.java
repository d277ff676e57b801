package watchpost.alerts.transport;

import java.time.Duration;
import java.util.List;

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

    /**
     * How many messages it makes one of, where it does so just now: as many may be on their way together. Any thread.
     *
     * @return 1 for a transport that sends each message as it is
     */
    default int appetite() {
        return 1;
    }

    /** How the connection stands; any thread. */
    ConnectionState state();

    /** Ends the session in good order, if there is one, and all threads, within {@code patience}. */
    void close(Duration patience);

    /** What a transport reports. Called on the transport's own threads; must only hand over, never wait. */
    interface Listener {
        /** The topic filters of the messages that it wants. */
        default List<String> wants() {
            return List.of();
        }

        /** A message came in that it wants; what it says and who sent it is not proved. */
        default void received(Incoming message) {}

        /** A session began: it is ready to send, and nothing that was sent before counts unless it was confirmed. */
        void connected(long session);

        /** The broker confirmed the message that was sent with {@code token}. */
        void confirmed(long session, long token);

        /**
         * The other side will never take the message that was sent with {@code token}; the session goes on.
         *
         * @param why one sentence without a full stop and without a secret
         */
        default void refused(long session, long token, String why) {}

        /** A session ended. */
        void lost(long session);
    }
}
