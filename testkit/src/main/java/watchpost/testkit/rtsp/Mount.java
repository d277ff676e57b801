package watchpost.testkit.rtsp;

/** One stream of a camera: a clip that runs on the camera's timeline whether anybody watches or not. */
final class Mount {
    private final String name;
    private final long offsetTicks;
    private final long startNanos;
    private volatile Clip clip;

    Mount(String name, Clip clip, long offsetTicks, long startNanos) {
        this.name = name;
        this.clip = clip;
        this.offsetTicks = offsetTicks;
        this.startNanos = startNanos;
    }

    String name() {
        return name;
    }

    Clip clip() {
        return clip;
    }

    void play(Clip other) {
        clip = other;
    }

    /** Where the clip is now, in its ticks. */
    long position(long nowNanos) {
        return (offsetTicks + Playback.ticks(nowNanos - startNanos)) % clip.length();
    }

    /** The description that a client asks for. */
    String describe(String address) {
        PayloadFormat format = clip.format();
        String fmtp =
                format.parameters().isEmpty() ? "" : "\r\na=fmtp:" + format.payloadType() + " " + format.parameters();
        return String.join(
                "\r\n",
                "v=0",
                "o=- 1 1 IN IP4 " + address,
                "s=" + name,
                "c=IN IP4 0.0.0.0",
                "t=0 0",
                "a=control:*",
                "a=range:npt=now-",
                "m=video 0 RTP/AVP " + format.payloadType(),
                "a=rtpmap:" + format.payloadType() + " " + format.rtpMap() + fmtp,
                "a=framerate:" + Math.round(clip.framesPerSecond() * 1000) / 1000.0,
                "a=control:" + ClientConnection.TRACK,
                "");
    }
}
