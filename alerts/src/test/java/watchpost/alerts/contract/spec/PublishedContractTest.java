package watchpost.alerts.contract.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What is published is what the source says: files of the repository that are made of it, and what was published once stays. With {@code
 * -Dwatchpost.publish=true} the files are written anew first; of the fields published once none can be taken away that way.
 */
class PublishedContractTest {
    private static final Path ROOT = Path.of(System.getProperty("watchpost.root"));
    private static final Path DOCS = ROOT.resolve("docs");
    private static final Path PAGE = DOCS.resolve("mqtt.md");
    private static final Path FIELDS = ROOT.resolve("alerts/src/test/resources/watchpost/contract-v1.txt");
    private static final String HOW =
            "; if that is meant, run: mvn test -pl alerts -am -Dtest=PublishedContractTest -Dwatchpost.publish=true"
                    + " -Dsurefire.failIfNoSpecifiedTests=false";

    private static Map<Path, String> files() throws IOException {
        Map<Path, String> files = new LinkedHashMap<>();
        Stream.concat(Schemas.all().entrySet().stream(), Schemas.received().entrySet().stream())
                .forEach(schema ->
                        files.put(DOCS.resolve("schemas").resolve(schema.getKey() + ".json"), schema.getValue()));
        files.put(DOCS.resolve("asyncapi.yaml"), AsyncApi.yaml());
        files.put(PAGE, Tables.into(Files.readString(PAGE)));
        return files;
    }

    @BeforeAll
    static void publishIfAsked() throws IOException {
        if (!Boolean.getBoolean("watchpost.publish")) {
            return;
        }
        for (Map.Entry<Path, String> file : files().entrySet()) {
            Files.createDirectories(file.getKey().getParent());
            Files.writeString(file.getKey(), file.getValue());
        }
        Set<String> all = FieldList.now();
        all.addAll(Files.exists(FIELDS) ? Files.readAllLines(FIELDS) : List.of());
        Files.createDirectories(FIELDS.getParent());
        Files.write(FIELDS, all);
    }

    @Test
    void whatIsPublishedIsWhatTheSourceSays() throws IOException {
        for (Map.Entry<Path, String> file : files().entrySet()) {
            assertEquals(
                    file.getValue(),
                    Files.readString(file.getKey()),
                    file.getKey() + " is not what the source says" + HOW);
        }
        try (Stream<Path> schemas = Files.list(DOCS.resolve("schemas"))) {
            assertEquals(
                    Set.of(),
                    difference(schemas.toList(), files().keySet()),
                    "nothing stands for these files any more");
        }
        assertEquals(Set.of(), difference(FieldList.now(), Files.readAllLines(FIELDS)), "new in the contract" + HOW);
    }

    @Test
    void whatWasPublishedOnceStaysWithinTheVersion() throws IOException {
        assertEquals(
                Set.of(),
                difference(Files.readAllLines(FIELDS), FieldList.now()),
                "within version 1 a payload may gain fields; these changed or went away");
    }

    private static <T> Set<T> difference(Iterable<T> of, Iterable<T> without) {
        Set<T> rest = new TreeSet<>();
        of.forEach(rest::add);
        without.forEach(rest::remove);
        return rest;
    }

    @Test
    void everyExampleIsAsItsSchemaSays() throws IOException {
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
        JsonSchema draft = factory.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        Map<String, String> strict = new LinkedHashMap<>(Schemas.strict());
        strict.putAll(Schemas.received());
        for (Payload payload : everyPayload()) {
            String text = strict.getOrDefault(payload.name(), "");
            assertEquals(Set.of(), draft.validate(text, InputFormat.JSON), payload.name());
            JsonNode example = new YAMLMapper().valueToTree(payload.example());
            assertEquals(Set.of(), factory.getSchema(text).validate(example), () -> payload.name() + ": " + example);
            assertTrue(text.contains("\"description\""), payload.name());
        }
    }

    private static List<Payload> everyPayload() {
        return Stream.concat(Contract.sent().stream(), Contract.received().stream())
                .toList();
    }

    @Test
    void everyReferenceOfTheAsyncApiDocumentLeadsSomewhere() throws IOException {
        JsonNode document = new YAMLMapper().readTree(Files.readString(DOCS.resolve("asyncapi.yaml")));
        List<String> references = new ArrayList<>();
        for (JsonNode reference : document.findValues("$ref")) {
            references.add(reference.asText());
            boolean there = reference.asText().startsWith("#/")
                    ? !document.at(reference.asText().substring(1)).isMissingNode()
                    : Files.isRegularFile(DOCS.resolve(reference.asText()));
            assertTrue(there, () -> reference + " leads nowhere");
        }
        assertTrue(references.size() > 50, () -> "only " + references);
        assertEquals("3.0.0", document.path("asyncapi").asText());
        document.path("components")
                .path("messages")
                .forEach(message -> assertTrue(message.has("payload"), message::toString));
        for (Channel channel : Contract.channels()) {
            JsonNode described = document.path("channels").path(channel.id());
            Set<String> named = Pattern.compile("\\{([a-z_]+)}")
                    .matcher(described.path("address").asText())
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> parameters = new TreeSet<>();
            described.path("parameters").fieldNames().forEachRemaining(parameters::add);
            assertEquals(named, parameters, channel.id());
        }
        assertEquals(operations(), document.path("operations").size());
    }

    private static long operations() {
        return Contract.channels().stream()
                .filter(channel -> !channel.levels().startsWith("replies/"))
                .count();
    }
}
