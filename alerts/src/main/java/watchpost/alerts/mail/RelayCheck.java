package watchpost.alerts.mail;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import watchpost.alerts.contract.Origin;

/** Tries a relay for somebody who waits for the outcome. Any thread; it waits, at most a minute. */
public final class RelayCheck {
    private RelayCheck() {}

    /**
     * Connects, encrypts and logs in, and sends nothing.
     *
     * @throws RelayTrouble if one of these fails
     */
    public static void greet(MailSettings settings) throws RelayTrouble {
        try (RelayDoor door = new RelayDoor(settings, MailTimers.USUAL)) {
            door.greet();
        }
    }

    /**
     * Sends a letter that says that it is a test to every recipient.
     *
     * @return why some do not get it, by recipient; those that are not named do
     * @throws RelayTrouble if the relay does not work
     */
    public static Map<String, String> send(Origin origin, MailSettings settings, Instant now) throws RelayTrouble {
        Letter letter = new LetterWriter(origin, settings, incident -> Optional.empty()).trial(now);
        Progress progress = new Progress(letter.id());
        try (RelayDoor door = new RelayDoor(settings, MailTimers.USUAL)) {
            door.give(letter, settings.to(), progress);
        }
        return progress.refusals().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().sentence()));
    }
}
