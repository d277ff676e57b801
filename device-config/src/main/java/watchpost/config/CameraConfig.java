package watchpost.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import watchpost.core.geometry.Polygon;
import watchpost.core.ground.GeoPoint;
import watchpost.core.ground.GroundPlane;
import watchpost.core.id.CameraId;
import watchpost.core.id.RuleId;
import watchpost.core.id.SourceUrl;
import watchpost.core.rule.RuleSpec;

/**
 * One camera and what is watched for in its picture.
 *
 * @param url with its credentials, those of a password file filled in and percent-encoded
 * @param analysedFps pictures analysed per second; 0 means every picture
 * @param loop a file begins again at its end; without a meaning for cameras that send by themselves
 * @param tls how the camera of an {@code rtsps://} URL proves who it is
 * @param decode which pictures are decoded
 * @param deblock H.264 is decoded with its smoothing filter, which costs a quarter more
 * @param decoders in the order of trying; software comes after the last in any case
 * @param sceneChecks what the pictures are looked at for
 * @param folderFps pictures per second of a folder of pictures; without a meaning for other sources
 * @param recent how much encoded video is kept in memory for clips
 * @param modes the modes of the site in which a rule is armed; one that is not named here is armed in each
 * @param ground what the places of its picture are in metres, where it is calibrated
 * @param location where it stands on the earth, for those who draw maps
 * @param masks areas that no picture and no clip may show
 * @param blur what no picture and no clip may show clearly
 */
public record CameraConfig(
        CameraId id,
        SourceUrl url,
        Transport transport,
        double analysedFps,
        Timers timers,
        boolean loop,
        Tls tls,
        Decode decode,
        boolean deblock,
        List<Decoder> decoders,
        Set<SceneCheck> sceneChecks,
        double folderFps,
        RecentVideo recent,
        List<RuleSpec> rules,
        Map<RuleId, Set<String>> modes,
        Optional<GroundPlane> ground,
        Optional<GeoPoint> location,
        List<Polygon> masks,
        Set<Blur> blur) {
    public static final List<Decoder> SOFTWARE = List.of(Decoder.SOFTWARE);
    public static final Set<SceneCheck> ALL_CHECKS = Set.of(SceneCheck.values());
    public static final double USUAL_FOLDER_FPS = 5;

    public CameraConfig {
        decoders = List.copyOf(decoders);
        sceneChecks = Set.copyOf(sceneChecks);
        rules = List.copyOf(rules);
        modes = Map.copyOf(modes);
        masks = List.copyOf(masks);
        blur = Set.copyOf(blur);
    }

    /** This camera, watched as {@code other} is: with its rules, their modes, its masks and what is blurred. */
    CameraConfig watchedAs(CameraConfig other) {
        return new CameraConfig(
                id,
                url,
                transport,
                analysedFps,
                timers,
                loop,
                tls,
                decode,
                deblock,
                decoders,
                sceneChecks,
                folderFps,
                recent,
                other.rules,
                other.modes,
                ground,
                location,
                other.masks,
                other.blur);
    }

    /**
     * How a camera proves who it is; at most one of the three is set. With none, the authorities that Java knows must have certified
     * it for its host name.
     *
     * @param caFile certificates of who may sign the camera's, instead of the usual authorities
     * @param fingerprint SHA-256 of the camera's own certificate
     * @param insecure no proof is asked for
     */
    public record Tls(Optional<Path> caFile, Optional<String> fingerprint, boolean insecure) {
        public static final Tls DEFAULT = new Tls(Optional.empty(), Optional.empty(), false);
    }

    /** How RTP travels. */
    public enum Transport {
        /** UDP where it works, else TCP, as capture decides. */
        AUTO,
        TCP,
        UDP
    }

    /** Which pictures are decoded. */
    public enum Decode {
        ALWAYS,
        /** Key frames only while nothing moves. */
        ADAPTIVE,
        /** Key frames only. */
        KEYFRAMES
    }

    /** What decodes. */
    public enum Decoder {
        /** Whatever hardware is found, else software. */
        AUTO,
        SOFTWARE,
        /** NVIDIA cards. */
        NVDEC,
        /** Jetson, with NVIDIA's FFmpeg. */
        NVV4L2DEC,
        /** Jetson, with jetson-ffmpeg. */
        NVMPI,
        /** Raspberry Pi and other systems on a chip. */
        V4L2M2M,
        /** Intel and AMD graphics. */
        VAAPI
    }

    /** What is made unrecognisable before a picture leaves memory. */
    public enum Blur {
        /** People, from head to foot. */
        PERSONS,
        /** Their heads. */
        FACES,
        /** The parts of vehicles where number plates are. */
        PLATES
    }

    /** What may be wrong with a picture that arrives. */
    public enum SceneCheck {
        FROZEN,
        BLACK,
        COVERED,
        MOVED
    }

    /** How much encoded video is kept: whichever bound is met first. */
    public record RecentVideo(Duration keep, long mostBytes) {
        public static final RecentVideo DEFAULT = new RecentVideo(Duration.ofSeconds(20), 16L << 20);
    }

    /**
     * When a camera counts as gone.
     *
     * @param connect from the start of opening to the first byte
     * @param bytes without any byte
     * @param firstPicture from the first byte to the first decoded picture
     * @param picture without a decoded picture, later
     */
    public record Timers(Duration connect, Duration bytes, Duration firstPicture, Duration picture) {
        public static final Timers DEFAULT =
                new Timers(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(3));
    }
}
