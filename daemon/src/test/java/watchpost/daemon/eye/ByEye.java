package watchpost.daemon.eye;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The tables of a page in docs/checks, which a person wrote while looking at the clip.
 *
 * @param events {@code | s | ± s | rule | what | who |}: what is to be told
 * @param looks {@code | s | rule | inside |}: how many there are at a moment
 * @param values {@code | rule | value | by eye |}: what a record is to say; {@code lane name} where there is one for each lane
 * @param rules those that have events or, by a row of {@code never}, must have none
 */
record ByEye(List<Event> events, List<Look> looks, List<Value> values, SortedSet<String> rules) {
    record Event(double seconds, double tolerance, String rule, String what) {}

    record Look(double seconds, String rule, double count) {}

    record Value(String rule, String name, double value) {}

    static ByEye read(Path page) throws IOException {
        ByEye read = new ByEye(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new TreeSet<>());
        String table = "";
        for (String line : Files.readAllLines(page)) {
            if (!line.startsWith("|")) {
                table = "";
            } else if (table.isEmpty()) {
                table = line;
            } else if (!line.startsWith("| ---")) {
                read.take(table, cells(line));
            }
        }
        return read;
    }

    private void take(String table, List<String> cells) {
        if (table.startsWith("| s | ± s |")) {
            rules.add(cells.get(2));
            if (!cells.get(0).equals("never")) {
                events.add(new Event(number(cells.get(0)), number(cells.get(1)), cells.get(2), cells.get(3)));
            }
        } else if (table.startsWith("| s | rule | inside |")) {
            looks.add(new Look(number(cells.get(0)), cells.get(1), number(cells.get(2))));
        } else if (table.startsWith("| rule | value | by eye |")) {
            values.add(new Value(cells.get(0), cells.get(1), number(cells.get(2))));
        }
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        for (String cell : line.substring(1).split("\\|", -1)) {
            cells.add(cell.strip());
        }
        return cells;
    }

    private static double number(String cell) {
        return Double.parseDouble(cell);
    }
}
