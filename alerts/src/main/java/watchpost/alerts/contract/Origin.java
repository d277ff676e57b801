package watchpost.alerts.contract;

/** Which box speaks: its site and its own name, and the topics that it speaks on. */
public record Origin(String site, String box, Topics topics) {
    public static Origin of(String site, String box) {
        return new Origin(site, box, Topics.of(site, box));
    }
}
