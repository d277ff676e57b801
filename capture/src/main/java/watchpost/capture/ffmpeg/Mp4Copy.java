package watchpost.capture.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_descriptor_get_by_name;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecDescriptor;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import watchpost.capture.ring.EncodedPacket;
import watchpost.core.geometry.Size;

/** Puts encoded packets into an MP4 file as they are. Used and closed by one thread. */
public final class Mp4Copy implements AutoCloseable {
    private static final int TICKS_PER_SECOND = 90_000;
    private static final int PADDING = 64;

    private final AVFormatContext format = new AVFormatContext(null);
    private final AVPacket packet = av_packet_alloc();

    private Mp4Copy() {}

    /**
     * Writes {@code packets}, which are of one format, to {@code file}, over what is there.
     *
     * @param packets in the order of decoding
     * @param lastNanos for how long the last picture is shown
     * @param header parameter sets, with start codes or as the container had them
     */
    public static void write(String file, List<EncodedPacket> packets, byte[] header, Size size, long lastNanos)
            throws MediaException {
        Libraries.load();
        try (Mp4Copy copy = new Mp4Copy()) {
            AVStream stream = copy.begin(file, packets.get(0).format().codec(), header, size);
            copy.packets(stream, packets, lastNanos);
            MediaException.check("write", av_write_trailer(copy.format));
        }
    }

    private AVStream begin(String file, String codec, byte[] header, Size size) throws MediaException {
        AVCodecDescriptor descriptor = avcodec_descriptor_get_by_name(codec);
        if (descriptor == null || descriptor.isNull()) {
            throw new MediaException(MediaException.Reason.NO_DECODER, "no codec " + codec);
        }
        MediaException.check("MP4 writer", avformat_alloc_output_context2(format, null, "mp4", null));
        AVStream stream = avformat_new_stream(format, null);
        stream.codecpar().codec_type(AVMEDIA_TYPE_VIDEO).codec_id(descriptor.id());
        stream.codecpar().width(size.width()).height(size.height());
        if (header.length > 0) {
            BytePointer own = new BytePointer(av_mallocz(header.length + (long) PADDING));
            own.put(header, 0, header.length);
            stream.codecpar().extradata(own).extradata_size(header.length);
        }
        try (AVRational tick = new AVRational().num(1).den(TICKS_PER_SECOND)) {
            stream.time_base(tick);
        }
        AVIOContext io = new AVIOContext(null);
        try (BytePointer name = new BytePointer(file, StandardCharsets.UTF_8)) {
            MediaException.check("write", avio_open(io, name, AVIO_FLAG_WRITE));
        }
        format.pb(io);
        MediaException.check("write", avformat_write_header(format, new AVDictionary((Pointer) null)));
        return stream;
    }

    /**
     * Cameras tell when a picture is shown, not when it is to be decoded. In the order of decoding these are the times of showing,
     * sorted, and early enough that no picture is shown before it is decoded.
     */
    private void packets(AVStream stream, List<EncodedPacket> packets, long lastNanos) throws MediaException {
        long first = packets.get(0).position();
        long[] shown =
                packets.stream().mapToLong(each -> each.position() - first).toArray();
        long[] sorted = shown.clone();
        Arrays.sort(sorted);
        long early = 0;
        for (int i = 0; i < shown.length; i++) {
            early = Math.max(early, sorted[i] - shown[i]);
        }
        long before = Long.MIN_VALUE;
        for (int i = 0; i < shown.length; i++) {
            long decoded = Math.max(ticks(stream, sorted[i] - early), before + 1);
            long length = i + 1 < shown.length ? sorted[i + 1] - sorted[i] : lastNanos;
            write(packets.get(i), decoded, Math.max(ticks(stream, shown[i]), decoded), ticks(stream, length));
            before = decoded;
        }
    }

    private void write(EncodedPacket from, long decoded, long shown, long length) throws MediaException {
        byte[] data = from.data();
        MediaException.check("packet", av_new_packet(packet, data.length));
        packet.data().put(data, 0, data.length);
        packet.dts(decoded).pts(shown).duration(length).stream_index(0);
        packet.flags(from.key() ? AV_PKT_FLAG_KEY : 0);
        // takes the packet's memory over
        MediaException.check("write", av_interleaved_write_frame(format, packet));
    }

    private static long ticks(AVStream stream, long nanos) {
        AVRational tick = stream.time_base();
        return av_rescale(nanos, tick.den(), 1_000_000_000L * tick.num());
    }

    @Override
    public void close() {
        if (!format.isNull()) {
            if (format.pb() != null && !format.pb().isNull()) {
                avio_closep(format.pb());
            }
            avformat_free_context(format);
        }
        av_packet_free(packet);
    }
}
