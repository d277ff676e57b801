package watchpost.alerts.tls;

/** Why an encrypted connection was not made, for whoever can change the configuration. */
public final class Refusal {
    private Refusal() {}

    /**
     * One clause without a full stop.
     *
     * @param text what Java says
     * @param nameKey the key of the configuration that names the server
     * @param authoritiesKey the key of the configuration that names the file of authorities
     */
    public static String clause(String text, String nameKey, String authoritiesKey) {
        if (text.contains("No subject alternative") || text.contains("No name matching")) {
            return "its certificate is not for the name in " + nameKey;
        }
        if (text.contains("unable to find valid certification path") || text.contains("PKIX path")) {
            return "its certificate is not signed by an authority that the box trusts; set " + authoritiesKey;
        }
        return "no TLS connection (" + text + ")";
    }
}
