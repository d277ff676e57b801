package watchpost.core.vision;

/** What a second model can find out about an object of which a rule wants to know more. */
public enum Trait {
    /** The text of a vehicle's number plate. */
    PLATE("plate");

    private final String wireName;

    Trait(String wireName) {
        this.wireName = wireName;
    }

    /** The word of the configuration, and the name of the incident's attribute. */
    public String wireName() {
        return wireName;
    }
}
