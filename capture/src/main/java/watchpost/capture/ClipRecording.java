package watchpost.capture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import watchpost.capture.ffmpeg.MediaException;
import watchpost.capture.ffmpeg.Mp4Copy;
import watchpost.capture.ring.EncodedPacket;
import watchpost.capture.ring.PacketRing;
import watchpost.capture.ring.ParameterSets;
import watchpost.core.geometry.Size;
import watchpost.core.time.Moment;

/**
 * One clip on its way. The first packets are taken when it is made, the rest by the thread {@code clips}, which writes it if its pictures
 * stay as they are.
 */
final class ClipRecording {
    private static final long PATIENCE_NANOS = 2_000_000_000L;
    private static final long KNOWN_AFTER_NANOS = 1_000_000_000L;
    private static final long UNKNOWN_FRAME_NANOS = 40_000_000L;

    private final PacketRing ring;
    private final Moment from;
    private final long end;
    private final UnfinishedFile file;
    private final CompletableFuture<Clip> result;
    private final Optional<PictureEditor> editor;
    private final long deadline;
    private final List<EncodedPacket> packets;
    private long bytes;

    ClipRecording(PacketRing ring, Clips.Wish wish, CompletableFuture<Clip> result, long now) {
        this.ring = ring;
        this.from = wish.from();
        this.end = wish.to().stream().toNanos();
        this.file = new UnfinishedFile(wish.file());
        this.result = result;
        this.editor = wish.editor();
        long begin = from.stream().toNanos();
        this.packets = new ArrayList<>(ring.from(begin));
        this.bytes = packets.stream().mapToLong(packet -> packet.data().length).sum();
        this.deadline = now + Math.max(0, end - ring.newest().orElse(begin)) + PATIENCE_NANOS;
    }

    /** Takes over what has come; true once nothing more is to be waited for. */
    boolean collect(long now) {
        List<EncodedPacket> fresh = packets.isEmpty()
                ? ring.from(from.stream().toNanos())
                : ring.after(packets.get(packets.size() - 1).sequence());
        for (EncodedPacket packet : fresh) {
            if (bytes + packet.data().length > 2 * ring.mostBytes()) {
                return true;
            }
            packets.add(packet);
            bytes += packet.data().length;
        }
        return now - deadline >= 0 || ring.newest().orElse(Long.MIN_VALUE) > end + later();
    }

    /** What is seen in the last pictures is to be known by those who change them. */
    private long later() {
        return isChanged() ? KNOWN_AFTER_NANOS : 0;
    }

    /** True if its pictures are to be changed, which takes long. */
    boolean isChanged() {
        return editor.isPresent();
    }

    /** Nothing is written, because of {@code why}. */
    void giveUp(String why) {
        result.completeExceptionally(new IllegalStateException(why));
        packets.clear();
    }

    /** Writes the file and completes the result. */
    void write() {
        try {
            result.complete(written());
        } catch (CaptureException | RuntimeException e) {
            result.completeExceptionally(e);
        } finally {
            packets.clear();
        }
    }

    private Clip written() throws CaptureException {
        packets.removeIf(packet -> packet.position() > end);
        if (packets.isEmpty()) {
            throw new CaptureException(
                    CaptureException.Kind.NO_PICTURES,
                    file.file() + ": no clip, because no video of that time is in memory.");
        }
        EncodedPacket first = packets.get(0);
        byte[] header = header(first);
        List<EncodedPacket> same = sameFormat(header);
        Size size = ring.size()
                .orElseThrow(() -> new CaptureException(
                        CaptureException.Kind.NO_PICTURES,
                        file.file() + ": no clip, because the camera's video could not be decoded."));
        long last = same.stream().mapToLong(EncodedPacket::position).max().orElseThrow();
        long frame = same.size() > 1 ? Math.max(1, (last - first.position()) / (same.size() - 1)) : UNKNOWN_FRAME_NANOS;
        try {
            if (editor.isPresent()) {
                BurntClip.write(file.url(), same, header, frame, this::moment, editor.get());
            } else {
                Mp4Copy.write(file.url(), same, header, size, frame);
            }
        } catch (MediaException e) {
            file.discard();
            throw file.cannotWrite(e);
        } catch (RuntimeException e) {
            file.discard();
            throw e;
        }
        file.publish();
        Moment begin = moment(first.position());
        boolean whole = first.position() <= from.stream().toNanos() + frame
                && last + 2 * frame >= end
                && same.size() == packets.size();
        return new Clip(file.file(), begin, Duration.ofNanos(last - first.position() + frame), whole);
    }

    private Moment moment(long position) {
        return from.plus(Duration.ofNanos(position).minus(from.stream()));
    }

    /** An MP4 file has one format: the clip ends where the camera changed it, and where packets are missing. */
    private List<EncodedPacket> sameFormat(byte[] header) {
        String codec = packets.get(0).format().codec();
        for (int i = 1; i < packets.size(); i++) {
            EncodedPacket packet = packets.get(i);
            boolean gap = packet.sequence() != packets.get(i - 1).sequence() + 1;
            boolean changed =
                    !packet.format().codec().equals(codec) || (packet.key() && !Arrays.equals(header(packet), header));
            if (gap || changed) {
                return packets.subList(0, i);
            }
        }
        return packets;
    }

    /** What the key frame brings along counts more than what was said at the begin of the session. */
    private static byte[] header(EncodedPacket key) {
        byte[] own = ParameterSets.in(key.data(), key.format().codec());
        return own.length > 0 ? own : key.format().header();
    }
}
