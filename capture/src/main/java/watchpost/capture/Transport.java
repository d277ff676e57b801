package watchpost.capture;

/** How an RTSP camera sends its packets. */
public enum Transport {
    /** UDP first, and TCP when nothing arrives. */
    AUTO,
    /** Inside the RTSP connection: nothing is lost, and it passes firewalls. */
    TCP,
    /** Datagrams: less delay on a clean network. */
    UDP
}
