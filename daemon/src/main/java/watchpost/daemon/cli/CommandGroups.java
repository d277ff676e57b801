package watchpost.daemon.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help;

/** The list of commands in the help, grouped by who needs them. */
final class CommandGroups {
    private static final Map<String, List<String>> GROUPS = groups();

    private CommandGroups() {}

    private static Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put("To see it at work", List.of("demo"));
        groups.put("To install a box", List.of("doctor", "probe", "check", "mail", "run", "erase"));
        groups.put("To receive its messages", List.of("subscribe", "outbox"));
        groups.put(
                "To try rules and models on recordings",
                List.of("replay", "explain", "audit", "detect", "evaluate", "evaluate-tracks"));
        groups.put("To measure and to report", List.of("bench", "version"));
        return groups;
    }

    static String render(Help help) {
        StringBuilder text = new StringBuilder();
        GROUPS.forEach((reader, names) -> {
            text.append(String.format("%n%s:%n", reader));
            names.forEach(name -> text.append(line(name, help)));
        });
        return text.toString();
    }

    private static String line(String name, Help help) {
        Help command = help.subcommands().get(name);
        if (command == null) {
            return "";
        }
        String[] description = command.commandSpec().usageMessage().description();
        return String.format("  %-15s %s%n", name, description.length == 0 ? "" : description[0]);
    }
}
