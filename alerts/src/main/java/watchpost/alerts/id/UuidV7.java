package watchpost.alerts.id;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The layout of RFC 9562, section 5.7: 48 bits of Unix milliseconds, version, 12 bits, variant, 62 bits. */
public final class UuidV7 {
    private static final long TIME_MASK = 0xFFFF_FFFF_FFFFL;

    private UuidV7() {}

    static String of(Instant at, long high, long low) {
        long time = Math.max(0, at.toEpochMilli()) & TIME_MASK;
        long most = time << 16 | 0x7000 | (high & 0xFFF);
        long least = 0x8000_0000_0000_0000L | (low & 0x3FFF_FFFF_FFFF_FFFFL);
        return new UUID(most, least).toString();
    }

    /** The time that an id was made of, with milliseconds; empty for what is no such id. */
    public static Optional<Instant> time(String id) {
        try {
            UUID uuid = UUID.fromString(id);
            return uuid.version() == 7
                    ? Optional.of(Instant.ofEpochMilli(uuid.getMostSignificantBits() >>> 16))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
