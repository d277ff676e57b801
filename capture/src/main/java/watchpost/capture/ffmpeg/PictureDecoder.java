package watchpost.capture.ffmpeg;

import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** Encoded packets in, pictures out. Used and closed by one thread. */
interface PictureDecoder extends AutoCloseable {
    /** Takes a packet; false if it is refused as damaged. */
    boolean send(AVPacket packet) throws MediaException;

    /** No more packets come until {@link #flush}. */
    void drain();

    /** Forgets everything. */
    void flush();

    /** Puts the next picture into {@code picture}; false if there is none yet. */
    boolean receive(DecodedPicture picture) throws MediaException;

    /** True if the last {@link #receive} found nothing because a picture was too damaged. */
    boolean wasDamaged();

    @Override
    void close();
}
