package watchpost.daemon.live;

/**
 * An incident as it stands now.
 *
 * @param id the contract's {@code incident_id}
 * @param kind word of the contract
 * @param open false once it is closed
 * @param json the newest message of the contract about it
 */
public record IncidentView(String id, String kind, boolean open, String json) {}
