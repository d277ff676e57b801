package watchpost.config.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the faults of one reading; one thread. */
public final class Faults {
    private static final Comparator<Fault> IN_FILE_ORDER = Comparator.comparingInt(
                    (Fault fault) -> fault.spot().line())
            .thenComparingInt(fault -> fault.spot().column());

    private final List<Fault> faults = new ArrayList<>();

    public void add(Fault fault) {
        faults.add(fault);
    }

    /** An error of the file as a whole. */
    public void file(Spot spot, String message, String suggestion) {
        add(new Fault(List.of(), spot, true, message, suggestion));
    }

    /** All of them in the order of the file. */
    public List<Fault> inFileOrder() {
        return faults.stream().sorted(IN_FILE_ORDER).toList();
    }
}
