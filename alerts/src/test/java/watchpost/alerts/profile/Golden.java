package watchpost.alerts.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Payloads as they were looked at and found right. {@code -Dwatchpost.golden=write} writes them anew, to be looked at again. */
final class Golden {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private Golden() {}

    static boolean isWritten() {
        return System.getProperty("watchpost.golden", "").equals("write");
    }

    static String pretty(JsonNode node) throws IOException {
        return JSON.writeValueAsString(node).replace("\" : ", "\": ");
    }

    static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }

    static void check(String name, JsonNode actual) throws IOException {
        Path file = Path.of("src/test/resources/profiles", name + ".json");
        if (isWritten()) {
            Files.writeString(file, pretty(actual) + "\n");
        }
        assertEquals(pretty(json(Files.readString(file))), pretty(actual), file + " is not what is sent now");
    }
}
