package watchpost.alerts.mail;

import java.util.Optional;

/**
 * What people get.
 *
 * @param id for the header {@code Message-ID}, the same whenever the same is told, without angle brackets
 * @param answers the id of the letter that it belongs to
 * @param urgent true if mail programs are to show it before others
 */
record Letter(
        String id, Optional<String> answers, String subject, String text, Optional<byte[]> picture, boolean urgent) {
    Letter withoutPicture() {
        String said = text + "\nThe relay did not take the picture.\n";
        return new Letter(id, answers, subject, said, Optional.empty(), urgent);
    }
}
