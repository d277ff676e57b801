package watchpost.alerts.contract.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Objects made of the examples of their fields. */
final class Examples {
    private Examples() {}

    /** Every field that is always there, and those others that have an example of their own. */
    static Map<String, Object> of(List<Field> fields) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (Field field : fields) {
            if (field.always() || field.example().isPresent()) {
                object.put(field.name(), field.example().orElseGet(() -> field.type()
                        .example()));
            }
        }
        return object;
    }
}
