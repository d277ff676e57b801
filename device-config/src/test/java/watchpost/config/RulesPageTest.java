package watchpost.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import watchpost.core.event.Severity;
import watchpost.core.rule.RuleSpec;
import watchpost.core.rule.SecurityRule;

/** Every example of docs/rules.md is a rule, and what is wrong with one is said at its place. */
class RulesPageTest {
    private static final Pattern BLOCK = Pattern.compile("```yaml ?(\\w*)\\n(.*?)```", Pattern.DOTALL);

    private static List<String> blocks(String kind) throws IOException {
        String page = Files.readString(Path.of(System.getProperty("watchpost.root"), "docs", "rules.md"));
        List<String> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(page);
        while (matcher.find()) {
            if (matcher.group(1).equals(kind)) {
                blocks.add(matcher.group(2));
            }
        }
        return blocks;
    }

    private static String camera(String places, List<String> rules) {
        return "schedules: {night: {windows: [{from: \"22:00\", to: \"06:00\"}]}}\n"
                + "cameras:\n  gate:\n    url: rtsp://10.0.0.5/1\n" + indented(places, 4) + "    rules:\n"
                + rules.stream().map(rule -> indented(rule, 6)).collect(Collectors.joining());
    }

    private static String indented(String text, int by) {
        return text.lines().map(line -> " ".repeat(by) + line + "\n").collect(Collectors.joining());
    }

    private static List<RuleSpec> rules(String text) {
        ConfigResult.Valid valid = Parsed.valid(text);
        assertEquals(List.of(), valid.warnings());
        return valid.config().cameras().get(0).rules();
    }

    @Test
    void everyExampleIsARuleAndEveryKindHasOne() throws IOException {
        List<String> examples = blocks("");
        List<RuleSpec> rules = rules(camera(blocks("camera").get(0), examples));
        assertEquals(examples.size(), rules.size());
        Set<String> kinds = new TreeSet<>();
        rules.forEach(rule -> kinds.add(rule.kind()));
        assertEquals(22, kinds.size(), kinds::toString);
        assertTrue(Parsed.valid(camera(blocks("lengths").get(0), List.of("a: {kind: heatmap}")))
                .config()
                .cameras()
                .get(0)
                .ground()
                .isPresent());
    }

    @Test
    void severityMayDependOnTheHour() {
        String text = camera(
                "zones: {yard: [[0, 0], [1, 0], [0, 1]]}",
                List.of("a: {kind: intrusion, zone: yard, severity: {usual: info, night: alarm}}"));
        SecurityRule.Intrusion rule = (SecurityRule.Intrusion) rules(text).get(0);
        assertEquals(Severity.INFO, rule.alerting().usual());
        assertEquals(Severity.ALARM, rule.alerting().otherwise().get(0).severity());
    }

    @Test
    void setsOfClassesAreTheModelsOwn() {
        Reading coco = Parsed.STRICT.with(detector -> Optional.of(Set.of("person", "car", "bus")));
        String text = camera(
                "zones: {yard: [[0, 0], [1, 0], [0, 1]]}",
                List.of("a: {kind: intrusion, zone: yard, classes: [vehicles]}"));
        ConfigResult.Valid valid = (ConfigResult.Valid) ConfigFile.parse(text, "watchpost.yaml", coco);
        assertEquals(
                Set.of("car", "bus"),
                valid.config().cameras().get(0).rules().get(0).watch().classes());
        List<String> problems =
                Parsed.lines(ConfigFile.parse(text.replace("[vehicles]", "[persn]"), "watchpost.yaml", coco));
        assertTrue(
                problems.get(0).endsWith("the model knows no class \"persn\"; did you mean person"),
                problems::toString);
        assertTrue(problems.get(0).startsWith("7:"), problems::toString);
    }

    @Test
    void whatIsWrongIsSaidAtItsPlace() throws IOException {
        String places = blocks("camera").get(0);
        assertWrong(places, "a: {kind: crowd, zone: yard}", "a: needs count or density; such as count: 10");
        assertWrong(places, "a: {kind: speeding, lanes: [north]}", "a: needs limit");
        assertWrong(
                places, "a: {kind: speeding, lanes: [north], limit: 50}", "a.limit: 50 needs a unit, such as 50 km/h");
        assertWrong(
                places,
                "a: {kind: red-light, line: door, direction: left-to-right, signal: lihgt}",
                "did you mean light");
        assertWrong(places, "a: {kind: paths, zones: [yard]}", "a.zones: a path needs two zones or more");
        assertWrong(places, "a: {kind: stock, zone: shelf}", "a: needs classes");
        assertWrong(places, "a: {kind: wrong-way, lanes: [nrth]}", "did you mean north");
        assertWrong(places, "a: {kind: intrusion, zone: yard, anchor: overlap, overlap: 0 %}", "an overlap of nothing");
        assertWrong(
                places.substring(0, places.indexOf("calibration:")),
                "a: {kind: speeding, lanes: [north], limit: 50 km/h}",
                "a: needs a calibrated camera; add calibration to the camera");
        assertWrong(
                places.replace("[0.4, 0.4], ground: [0 m, 30 m]", "[0.4, 0.4], ground: [7 m, 30 m]"),
                "a: {kind: heatmap}",
                "calibration.points: points 3 and 4 are the same place; measure another place");
        assertWrong(
                places.replace("ground: [7 m, 0 m]", "ground: [7, 0 m]"),
                "a: {kind: heatmap}",
                "calibration.points.ground: 7 needs a unit, such as 7 m");
    }

    private static void assertWrong(String places, String rule, String expected) {
        List<String> problems = Parsed.problems(camera(places, List.of(rule)));
        assertTrue(problems.stream().anyMatch(problem -> problem.contains(expected)), problems::toString);
    }
}
