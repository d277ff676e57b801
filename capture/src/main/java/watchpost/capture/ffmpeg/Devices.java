package watchpost.capture.ffmpeg;

import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.global.avdevice;
import org.bytedeco.ffmpeg.global.avformat;

/** FFmpeg's part for devices, loaded when the first is opened: it wants libraries that a box need not have. */
final class Devices {
    private Devices() {}

    /** The demuxer of Video4Linux devices. */
    static AVInputFormat video4linux() throws MediaException {
        load();
        AVInputFormat format = avformat.av_find_input_format("v4l2");
        if (format == null || format.isNull()) {
            throw new MediaException(MediaException.Reason.NO_DEVICES, "this FFmpeg was built without v4l2");
        }
        return format;
    }

    /** Does nothing if it is loaded. */
    static void load() throws MediaException {
        Libraries.load();
        try {
            avdevice.avdevice_register_all();
        } catch (LinkageError e) {
            throw new MediaException(
                    MediaException.Reason.NO_DEVICES,
                    "FFmpeg's part for devices cannot be loaded; install libasound2, libpulse0 and libxcb-shm0");
        }
    }
}
