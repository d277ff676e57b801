package watchpost.daemon.console;

/** Terminal colours, or nothing where they are not wanted. */
public record Colours(boolean on) {
    public String quiet(String text) {
        return wrap("2", text);
    }

    public String bold(String text) {
        return wrap("1", text);
    }

    public String good(String text) {
        return wrap("32", text);
    }

    public String notice(String text) {
        return wrap("36", text);
    }

    public String warning(String text) {
        return wrap("33", text);
    }

    public String alarm(String text) {
        return wrap("1;31", text);
    }

    private String wrap(String code, String text) {
        return on ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
