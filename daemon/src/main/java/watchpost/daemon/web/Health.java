package watchpost.daemon.web;

import java.util.List;

/** Whether the box does its work, and if not, why: one sentence each. */
public record Health(List<String> reasons) {
    public Health {
        reasons = List.copyOf(reasons);
    }

    public boolean ok() {
        return reasons.isEmpty();
    }
}
