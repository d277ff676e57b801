package watchpost.alerts.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import watchpost.core.event.Values;
import watchpost.core.geometry.Box;

/** Canonical JSON: the same values give the same bytes, and reading what was written and writing it again changes nothing. */
public final class Json {
    /** Places of box coordinates: a ten-thousandth of the picture is less than a pixel of a 4K one. */
    private static final int COORDINATE_PLACES = 4;
    /** Places of every other measured number. */
    private static final int VALUE_PLACES = 3;

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A payload that names itself: {@code "schema":"watchpost.incident/1"}. */
    static ObjectNode payload(String name) {
        return object().put("schema", schema(name));
    }

    /** What the field {@code schema} of a payload says: {@code watchpost.incident/1}. */
    static String schema(String name) {
        return "watchpost." + name + "/1";
    }

    public static byte[] bytes(ObjectNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can always be written", e);
        }
    }

    /**
     * The object in {@code json}, which this class wrote.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ObjectNode parse(byte[] json) {
        try {
            JsonNode node = MAPPER.readTree(json);
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("not a JSON object");
    }

    /** UTC with milliseconds, cut off, not rounded: a stamp is never later than what it stamps. */
    public static String stamp(Instant instant) {
        return STAMP.format(instant);
    }

    public static DecimalNode value(double number) {
        return rounded(number, VALUE_PLACES);
    }

    /** A share above 0, which stays above 0. */
    static DecimalNode share(double share) {
        return value(Math.max(share, 0.001));
    }

    /** Left, top, width, height of the part that lies in the picture. */
    static ArrayNode box(Box box) {
        Box seen = Box.clipped(box.x(), box.y(), box.right(), box.bottom());
        ArrayNode array = JsonNodeFactory.instance.arrayNode(4);
        for (double side : new double[] {seen.x(), seen.y(), seen.width(), seen.height()}) {
            array.add(rounded(side, COORDINATE_PLACES));
        }
        return array;
    }

    /** Appends every entry of {@code values} to {@code target}; a name that is there already stays as it is. */
    static void putAll(ObjectNode target, Values values) {
        for (Map.Entry<String, Object> entry : values.entries().entrySet()) {
            if (!target.has(entry.getKey())) {
                target.set(entry.getKey(), node(entry.getValue()));
            }
        }
    }

    static ObjectNode object(Values values) {
        ObjectNode node = object();
        putAll(node, values);
        return node;
    }

    private static JsonNode node(Object value) {
        if (value instanceof Values values) {
            return object(values);
        }
        if (value instanceof List<?> list) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            list.forEach(item -> array.add(node(item)));
            return array;
        }
        if (value instanceof Long number) {
            return JsonNodeFactory.instance.numberNode(number.longValue());
        }
        if (value instanceof Double number) {
            return value(number);
        }
        if (value instanceof Boolean flag) {
            return JsonNodeFactory.instance.booleanNode(flag);
        }
        return JsonNodeFactory.instance.textNode(value.toString());
    }

    private static DecimalNode rounded(double number, int places) {
        BigDecimal decimal = BigDecimal.valueOf(number).setScale(places, RoundingMode.HALF_UP);
        return DecimalNode.valueOf(decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros());
    }
}
