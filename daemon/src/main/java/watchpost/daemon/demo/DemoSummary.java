package watchpost.daemon.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import watchpost.testkit.delivery.DeliveryChecker;
import watchpost.testkit.delivery.Finding;

/**
 * How a demo went.
 *
 * @param messages received, by schema
 * @param events different incidents, measurements and gaps
 * @param analysed pictures
 * @param openLeases frames that were never given back
 * @param clean true if nothing was lost, in conflict, out of order or invalid
 * @param report the checker's own words
 */
public record DemoSummary(
        Map<String, Long> messages, long events, long analysed, int openLeases, boolean clean, String report) {
    public DemoSummary {
        messages = new TreeMap<>(messages);
    }

    static DemoSummary of(DeliveryChecker checker, long analysed, int openLeases) {
        return new DemoSummary(
                checker.messages(), checker.events(), analysed, openLeases, checker.isClean(), verdict(checker));
    }

    /** True if messages arrived and none was invalid or missing. */
    public boolean isGood() {
        return clean && events > 0 && openLeases == 0;
    }

    /** For people. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        messages.forEach((schema, count) -> lines.add(count + " " + schema));
        lines.add(analysed + " pictures analysed, " + openLeases + " frames not given back");
        lines.add(report);
        if (events == 0) {
            lines.add("no incident and no measurement arrived: let it run longer");
        }
        return lines;
    }

    private static String verdict(DeliveryChecker checker) {
        if (!checker.isClean()) {
            return checker.report();
        }
        return checker.events() + " numbered messages without a hole in seq, " + checker.count(Finding.DUPLICATE)
                + " duplicates, every message valid against its schema";
    }
}
