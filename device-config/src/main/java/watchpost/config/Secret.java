package watchpost.config;

/** A password. Only {@link #reveal()} shows it; printing shows stars. */
public final class Secret {
    private final String text;

    public Secret(String text) {
        this.text = text;
    }

    /** The password, for the one call that uses it. Never log it. */
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && that.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
