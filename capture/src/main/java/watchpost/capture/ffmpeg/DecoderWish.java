package watchpost.capture.ffmpeg;

/** How a stream is to be decoded, and who hears what became of it. */
public record DecoderWish(Deblocking deblocking, DecoderOrder order, DecoderListener listener) {
    /** In software. */
    public static DecoderWish software(Deblocking deblocking) {
        return new DecoderWish(deblocking, DecoderOrder.SOFTWARE, DecoderListener.NONE);
    }
}
