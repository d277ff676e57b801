package watchpost.alerts.mail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who got a letter and who will not: what is tried again goes to the others only. Single-threaded. */
final class Progress {
    private final String letter;
    private final List<String> took = new ArrayList<>();
    private final Map<String, Relay.Refused> refused = new LinkedHashMap<>();
    private boolean bare;

    Progress(String letter) {
        this.letter = letter;
    }

    boolean isOf(Letter other) {
        return letter.equals(other.id());
    }

    /** True once it goes without its picture. */
    boolean isBare() {
        return bare;
    }

    boolean isOpen(String recipient) {
        return !took.contains(recipient) && !refused.containsKey(recipient);
    }

    void took(String recipient) {
        took.add(recipient);
    }

    void refused(String recipient, Relay.Refused why) {
        refused.put(recipient, why);
    }

    /** Goes again without its picture to those for whom the letter was refused; false if that would be nothing else. */
    boolean strip(Letter whole) {
        boolean some = whole.picture().isPresent()
                && !bare
                && refused.values().stream().anyMatch(Relay.Refused::ofLetter);
        if (some) {
            bare = true;
            refused.values().removeIf(Relay.Refused::ofLetter);
        }
        return some;
    }

    boolean anybodyTookIt() {
        return !took.isEmpty();
    }

    /** Recipients who will not get it, with the reasons. */
    Map<String, Relay.Refused> refusals() {
        return refused;
    }
}
