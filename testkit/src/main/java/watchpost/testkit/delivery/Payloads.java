package watchpost.testkit.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads payloads and holds them to their schemas, draft 2020-12. Any thread. */
final class Payloads {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final Map<String, JsonSchema> schemas = new LinkedHashMap<>();

    /** @param texts each schema's text by its name, as in {@code watchpost.<name>/1} */
    Payloads(Map<String, String> texts) {
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
        texts.forEach((name, text) -> schemas.put("watchpost." + name + "/1", factory.getSchema(text)));
    }

    /** The payload as an object; empty if it is none. */
    static Optional<ObjectNode> read(byte[] payload) {
        try {
            return Optional.ofNullable(JSON.readTree(payload))
                    .filter(JsonNode::isObject)
                    .map(ObjectNode.class::cast);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What is wrong with a payload, one sentence each; empty if nothing. */
    List<String> problems(ObjectNode payload) {
        String name = payload.path("schema").asText();
        JsonSchema schema = schemas.get(name);
        if (schema == null) {
            return List.of(name.isEmpty() ? "it names no schema" : "no schema is called " + name);
        }
        return schema.validate(payload).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    /** The content of an event without {@code replayed}, in an order that does not depend on the sender. */
    static String content(ObjectNode payload) {
        try {
            ObjectNode bare = payload.deepCopy();
            bare.remove("replayed");
            return JSON.writeValueAsString(JSON.treeToValue(bare, Object.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON that was read cannot be written", e);
        }
    }
}
