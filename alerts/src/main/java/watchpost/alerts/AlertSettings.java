package watchpost.alerts;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import watchpost.alerts.contract.Origin;
import watchpost.alerts.profile.ProfileSettings;
import watchpost.alerts.transport.BrokerSettings;

/**
 * What the alert service needs to know.
 *
 * @param origin site, box and topics
 * @param version of the program, for the box's status
 * @param receipts who must confirm messages beside the broker
 * @param webhook the web server that messages are posted to as well
 * @param mail the people who get incidents by mail as well
 * @param profiles which other software the box speaks to over the same broker
 */
public record AlertSettings(
        Origin origin,
        String version,
        Storage storage,
        BrokerSettings broker,
        ReceiptSettings receipts,
        CommandSettings commands,
        Optional<HookSettings> webhook,
        Optional<EmailSettings> mail,
        ProfileSettings profiles) {
    /**
     * What is kept on the disk.
     *
     * @param directory where outbox and evidence are kept; made if it is not there
     * @param outboxBytes most bytes of messages and pictures waiting to be sent; beyond it the least severe and oldest are given up
     * @param pictureBytesOfCamera most bytes of one camera's pictures kept to be looked at; beyond it the oldest are deleted
     * @param clipBytesOfCamera the same of its clips; 0 records none
     * @param keep nothing is kept longer
     */
    public record Storage(
            Path directory, long outboxBytes, long pictureBytesOfCamera, long clipBytesOfCamera, Duration keep) {}

    /** An object's incident stays open for this long after its last situation ended. */
    static final Duration LINGER = Duration.ofSeconds(10);

    /** A camera that has not been streaming for this long is an incident. */
    static final Duration OFFLINE_AFTER = Duration.ofSeconds(10);

    /** Evidence pictures are at most this wide, in pixels. */
    static final int PICTURE_WIDTH = 1280;

    /** An incident waits for its picture at most this long. */
    static final Duration PICTURE_DEADLINE = Duration.ofSeconds(2);
}
