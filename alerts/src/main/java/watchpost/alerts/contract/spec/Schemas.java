package watchpost.alerts.contract.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON Schemas (draft 2020-12) of the contract, one for each payload, by its name: {@code incident}, {@code camera-status}, … */
public final class Schemas {
    private Schemas() {}

    /** The schemas of what the box sends, as they are published: a payload may gain fields. */
    public static Map<String, String> all() {
        return texts(Contract.sent(), false);
    }

    /** The same for those who test what is sent: a field that the contract does not describe is refused. */
    public static Map<String, String> strict() {
        return texts(Contract.sent(), true);
    }

    /** The schemas of what is sent to the box. */
    public static Map<String, String> received() {
        return texts(Contract.received(), false);
    }

    private static Map<String, String> texts(List<Payload> payloads, boolean strict) {
        Map<String, String> texts = new LinkedHashMap<>();
        payloads.forEach(payload -> texts.put(payload.name(), new SchemaWriter(payload, strict).text()));
        return texts;
    }
}
