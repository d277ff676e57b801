package watchpost.alerts.contract;

import java.util.Optional;

/**
 * What an incident refers to.
 *
 * @param picture the topic on which its picture was sent
 * @param clip the path of its clip on the box's page
 * @param noClip why there is no clip, as one sentence without a full stop
 */
public record Media(Optional<String> picture, Optional<String> clip, Optional<String> noClip) {
    public static final Media NONE = new Media(Optional.empty(), Optional.empty(), Optional.empty());

    public Media withPicture(String topic) {
        return new Media(Optional.of(topic), clip, noClip);
    }

    public Media withClip(String path) {
        return new Media(picture, Optional.of(path), Optional.empty());
    }

    public Media withoutClip(String why) {
        return new Media(picture, Optional.empty(), Optional.of(why));
    }
}
