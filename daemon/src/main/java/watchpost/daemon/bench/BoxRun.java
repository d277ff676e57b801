package watchpost.daemon.bench;

import java.time.Duration;
import java.util.Map;

/**
 * What a whole box did in the time of a measurement.
 *
 * @param seconds how long that was
 * @param offered pictures per second that the cameras sent, together
 * @param analysed pictures that went through detector, tracker and rules
 * @param decoded pictures decoded
 * @param dropped pictures that the detector had no time for
 * @param cpuMillis CPU time of the process
 * @param loadCores cores that the cameras' and broker's process used meanwhile
 * @param otherCores cores that everything else on the machine used meanwhile
 * @param messages messages stored
 * @param pictures evidence pictures drawn
 * @param latencies from the arrival of a picture's last packet to the end of its rules
 * @param threads CPU milliseconds for each analysed picture, by groups of threads
 * @param firstMillis from the start of the box to the first analysed picture
 * @param warm how long the box worked before the measurement
 */
record BoxRun(
        double seconds,
        double offered,
        long analysed,
        long decoded,
        long dropped,
        double cpuMillis,
        double loadCores,
        double otherCores,
        long messages,
        long pictures,
        Latencies latencies,
        Map<String, Double> threads,
        long firstMillis,
        Duration warm) {}
