package watchpost.daemon.box;

import watchpost.alerts.AlertService;
import watchpost.alerts.evidence.EvidenceSources;
import watchpost.capture.Clips;
import watchpost.daemon.privacy.Blurring;
import watchpost.daemon.privacy.SeenThings;

/** What looks at the cameras' pictures and what remembers what was seen in them, made before there are cameras. */
final class Eyes {
    private final CurrentConfig current;
    private final TrackHistory tracks = new TrackHistory();
    private final Blurring blurring;
    private final CameraPictures pictures;
    private final ClipDesk clips;
    private final SecondLooks looks;

    Eyes(CurrentConfig current) {
        this.current = current;
        this.blurring = new Blurring(current::camera, new SeenThings());
        this.pictures = new CameraPictures(blurring);
        this.clips = new ClipDesk(current, blurring);
        this.looks = new SecondLooks(current);
    }

    EvidenceSources evidence() {
        return new EvidenceSources(new Evidence(current, tracks, pictures), clips);
    }

    CameraPictures pictures() {
        return pictures;
    }

    SecondLooks looks() {
        return looks;
    }

    Crops crops() {
        return new Crops(current, pictures);
    }

    /** Those who are told what is seen; what they find is for {@code alerts}. */
    Switchboard.Watchers watchers(AlertService alerts) {
        return new Switchboard.Watchers(tracks, blurring, looks, new BestShots(alerts::better));
    }

    /** From now on pictures come from {@code cameras} and clips from {@code recorder}. */
    void open(Cameras cameras, Clips recorder) {
        pictures.from(cameras::camera);
        clips.from(recorder, cameras::camera);
    }
}
