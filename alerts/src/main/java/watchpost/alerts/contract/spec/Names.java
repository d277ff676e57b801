package watchpost.alerts.contract.spec;

import java.util.Locale;

/** Names of one spelling in another. */
final class Names {
    private Names() {}

    /** {@code test-alarm} as {@code testAlarm}. */
    static String camel(String name) {
        StringBuilder out = new StringBuilder();
        for (String word : name.split("-", -1)) {
            out.append(out.length() == 0 ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return out.toString();
    }
}
