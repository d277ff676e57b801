package watchpost.capture.ffmpeg;

import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** Decodes whole picture files, each told apart by its first bytes. */
final class StillsDecoder implements PictureDecoder {
    private static final int JPEG_BEGIN = 0xff;
    private static final int PNG_BEGIN = 0x89;

    private final CodecDecoder.Setup setup;
    private final Map<String, CodecDecoder> decoders = new TreeMap<>();
    private @Nullable CodecDecoder current;

    StillsDecoder(CodecDecoder.Setup setup) {
        this.setup = setup;
    }

    @Override
    public boolean send(AVPacket packet) throws MediaException {
        String codec = codec(packet);
        if (codec.isEmpty()) {
            current = null;
            return false;
        }
        CodecDecoder decoder = decoders.get(codec);
        if (decoder == null) {
            decoder = CodecDecoder.open(DecoderKind.SOFTWARE, codec, Deblocking.FULL, setup);
            decoders.put(codec, decoder);
        }
        current = decoder;
        return decoder.send(packet);
    }

    private static String codec(AVPacket packet) {
        BytePointer data = packet.data();
        int first = packet.size() < 2 ? 0 : data.get(0) & 0xff;
        return first == JPEG_BEGIN ? "mjpeg" : first == PNG_BEGIN ? "png" : "";
    }

    @Override
    public void drain() {
        // neither codec holds a picture back
    }

    @Override
    public void flush() {
        decoders.values().forEach(CodecDecoder::flush);
    }

    @Override
    public boolean receive(DecodedPicture picture) throws MediaException {
        return current != null && current.receive(picture);
    }

    @Override
    public boolean wasDamaged() {
        return current != null && current.wasDamaged();
    }

    @Override
    public void close() {
        decoders.values().forEach(CodecDecoder::close);
    }
}
