package watchpost.rules.traffic;

/** The letters A (free) to F (jammed) of the Highway Capacity Manual for a lane of a basic freeway segment, from its density. */
final class LevelOfService {
    /** Vehicles per kilometre and lane up to which a letter holds: 11, 18, 26, 35 and 45 per mile. */
    private static final double[] MOST_PER_KM = {6.8, 11.2, 16.2, 21.7, 28.0};

    private LevelOfService() {}

    static String of(double vehiclesPerKm) {
        int letter = 0;
        for (double most : MOST_PER_KM) {
            letter += vehiclesPerKm > most ? 1 : 0;
        }
        return "ABCDEF".substring(letter, letter + 1);
    }
}
