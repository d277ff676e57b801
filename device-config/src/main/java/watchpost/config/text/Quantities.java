package watchpost.config.text;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Quantities with their units: {@code 2 s}, {@code 5 fps}, {@code 256 MiB}, {@code 40 %}. The space is optional. */
public final class Quantities {
    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("([+-]?[0-9]{1,15}(?:\\.[0-9]{1,15})?)\\s*(.*)");
    private static final Pattern TIME = Pattern.compile("([01]?[0-9]|2[0-4]):([0-5][0-9])");
    private static final Map<String, BigDecimal> SECONDS = units("ms", "0.001", "s", "1", "min", "60", "h", "3600");
    private static final Map<String, BigDecimal> BYTES =
            units("KiB", "1024", "MiB", "1048576", "GiB", "1073741824", "TiB", "1099511627776");
    private static final Map<String, BigDecimal> FPS = units("fps", "1");
    private static final Map<String, BigDecimal> METRES = units("m", "1", "cm", "0.01", "km", "1000");
    private static final Map<String, BigDecimal> KMH = units("km/h", "1");
    private static final Map<String, BigDecimal> DENSITY = units("/m2", "1");
    private static final Map<String, BigDecimal> DEGREES = units("deg", "1");

    private Quantities() {}

    /** {@code 2 s}, {@code 500 ms}, {@code 5 min}, {@code 1.5 h}; never negative, whole nanoseconds. */
    public static Duration duration(String text) throws WrongValueException {
        BigDecimal seconds = quantity(text, SECONDS, "s");
        if (seconds.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
            throw new WrongValueException(text + " is too long");
        }
        return Duration.ofNanos(seconds.movePointRight(9).longValue());
    }

    /** {@code 5 fps}: pictures per second, never negative. */
    public static double rate(String text) throws WrongValueException {
        return quantity(text, FPS, "fps").doubleValue();
    }

    /** {@code 3.5 m}: metres, never negative. */
    public static double metres(String text) throws WrongValueException {
        return quantity(text, METRES, "m").doubleValue();
    }

    /** {@code 12 m} or {@code -3 m}: a place along an axis, in metres. */
    public static double coordinate(String text) throws WrongValueException {
        boolean negative = text.strip().startsWith("-");
        double metres = metres(negative ? text.strip().substring(1) : text);
        return negative ? -metres : metres;
    }

    /** {@code 50 km/h}, never negative. */
    public static double speed(String text) throws WrongValueException {
        return quantity(text, KMH, "km/h").doubleValue();
    }

    /** {@code 1.5 /m2}: how many on a square metre, never negative. */
    public static double density(String text) throws WrongValueException {
        return quantity(text, DENSITY, "/m2").doubleValue();
    }

    /** {@code 90 deg}, never negative. */
    public static double degrees(String text) throws WrongValueException {
        return quantity(text, DEGREES, "deg").doubleValue();
    }

    /** {@code 256 MiB}: bytes, never negative. */
    public static long bytes(String text) throws WrongValueException {
        BigDecimal bytes = quantity(text, BYTES, "MiB");
        if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new WrongValueException(text + " is too much");
        }
        return bytes.longValue();
    }

    /** {@code 40 %} or {@code 0.4}: 0..1. */
    public static double share(String text) throws WrongValueException {
        Matcher matcher = NUMBER_AND_UNIT.matcher(text.strip());
        if (!matcher.matches()
                || !(matcher.group(2).isEmpty() || matcher.group(2).equals("%"))) {
            throw new WrongValueException(text + " is not a share", "write it such as 0.4 or 40 %");
        }
        double number = Double.parseDouble(matcher.group(1));
        boolean percent = matcher.group(2).equals("%");
        double share = percent ? number / 100 : number;
        if (share < 0 || share > 1) {
            String hint = percent || share < 0 || share > 100 ? "use 0 to 1" : "did you mean " + text + " %";
            throw new WrongValueException(text + " is not within 0 to 1", hint);
        }
        return share;
    }

    /** A plain number, such as a coordinate. */
    public static double number(String text) throws WrongValueException {
        Matcher matcher = NUMBER_AND_UNIT.matcher(text.strip());
        if (!matcher.matches() || !matcher.group(2).isEmpty()) {
            throw new WrongValueException(
                    text + " is not a number", text.contains(",") ? "write a dot for the comma" : "");
        }
        return Double.parseDouble(matcher.group(1));
    }

    /** A whole number within {@code least} and {@code most}. */
    public static int whole(String text, int least, int most) throws WrongValueException {
        if (!text.matches("[+-]?[0-9]{1,9}")) {
            throw new WrongValueException(text + " is not a whole number", "use " + least + " to " + most);
        }
        int number = Integer.parseInt(text);
        if (number < least || number > most) {
            throw new WrongValueException(text + " is not within " + least + " to " + most);
        }
        return number;
    }

    /** {@code 22:00}; {@code 24:00} is midnight at the end of the day and reads as 00:00. */
    public static LocalTime timeOfDay(String text) throws WrongValueException {
        Matcher matcher = TIME.matcher(text);
        boolean pastMidnight = text.startsWith("24") && !text.equals("24:00");
        if (!matcher.matches() || pastMidnight) {
            throw new WrongValueException(text + " is not a time of day", "write hours and minutes, such as 22:00");
        }
        return LocalTime.of(Integer.parseInt(matcher.group(1)) % 24, Integer.parseInt(matcher.group(2)));
    }

    private static BigDecimal quantity(String text, Map<String, BigDecimal> units, String usual)
            throws WrongValueException {
        Matcher matcher = NUMBER_AND_UNIT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new WrongValueException(text + " is not a number with a unit", "write it such as 5 " + usual);
        }
        String number = matcher.group(1);
        String unit = matcher.group(2);
        if (unit.isEmpty()) {
            throw new WrongValueException(number + " needs a unit, such as " + number + " " + usual);
        }
        BigDecimal factor = units.get(unit);
        if (factor == null) {
            String known = String.join(", ", units.keySet());
            throw new WrongValueException(
                    text + " has the unknown unit " + unit,
                    similar(unit, units).isEmpty()
                            ? "use " + known
                            : "did you mean " + number + " " + similar(unit, units));
        }
        BigDecimal value = new BigDecimal(number).multiply(factor);
        if (value.signum() < 0) {
            throw new WrongValueException(text + " is negative");
        }
        return value;
    }

    /** The unit that people mean by an unknown one: "sec", "MB", "fp/s"; empty if none is near. */
    private static String similar(String unit, Map<String, BigDecimal> units) {
        String small = unit.toLowerCase(Locale.ROOT);
        for (String known : units.keySet()) {
            String meant = known.toLowerCase(Locale.ROOT);
            if (meant.equals(small) || meant.replace("i", "").equals(small)) {
                return known;
            }
        }
        return switch (small) {
            case "sec", "secs", "second", "seconds" -> units.containsKey("s") ? "s" : "";
            case "m", "mins", "minute", "minutes" -> units.containsKey("min") ? "min" : "";
            case "hr", "hrs", "hour", "hours" -> units.containsKey("h") ? "h" : "";
            case "f/s", "/s", "hz" -> units.containsKey("fps") ? "fps" : "";
            default -> "";
        };
    }

    private static Map<String, BigDecimal> units(String... namesAndFactors) {
        Map<String, BigDecimal> units = new LinkedHashMap<>();
        for (int i = 0; i < namesAndFactors.length; i += 2) {
            units.put(namesAndFactors[i], new BigDecimal(namesAndFactors[i + 1]));
        }
        return units;
    }
}
