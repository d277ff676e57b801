package watchpost.alerts.contract.spec;

import static watchpost.alerts.contract.spec.Field.always;

import java.util.List;

/** The payload {@code receipt}. */
final class Receipts {
    private Receipts() {}

    static Payload payload() {
        return new Payload(
                "receipt",
                "Receipt",
                "A receiver's word that it has some messages for good; only where the site asks it for receipts. Not retained, at most"
                        + " 4096 bytes and 100 ranges. Receipts may come in any order and twice, and may name what was named before.",
                List.of(
                        Envelope.schema("receipt"),
                        always("epoch", Types.text("019aa3e5-0000-7c11-8d2a-000000000001"), "whose messages"),
                        always(
                                        "ranges",
                                        Types.RANGES,
                                        "their places in the sequence (seq), first and last of each run, ascending")
                                .such(List.of(List.of(1, 1042), List.of(1045, 1047)))));
    }
}
