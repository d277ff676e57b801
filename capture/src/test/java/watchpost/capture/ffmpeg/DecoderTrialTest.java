package watchpost.capture.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.junit.jupiter.api.Test;
import watchpost.capture.TestClips;

/**
 * The test of a hardware decoder, with decoders that are really there in its place: Cisco's second H.264 decoder, FFmpeg's own told
 * to leave all pictures out, and FFmpeg's own given another clip's packets, green ones for example.
 */
class DecoderTrialTest {
    private final List<String> told = new ArrayList<>();
    private final DecoderListener listener = new DecoderListener() {
        @Override
        public void missing(String decoder, String why) {
            told.add("missing " + decoder + ": " + why);
        }

        @Override
        public void refused(String decoder, String why) {
            told.add("refused " + decoder + ": " + why);
        }

        @Override
        public void inUse(DecoderKind kind) {
            told.add("in use " + kind.word());
        }
    };

    /** What stands in the place of hardware; opened for the clip that is played. */
    private interface Candidate {
        PictureDecoder open(MediaInput input) throws MediaException;
    }

    @Test
    void aDecoderWithTheRightPicturesTakesOverAndNoPictureIsLostOrDoubled() throws Exception {
        List<Long> stamps = play(TestClips.noisy720(), List.of(DecoderKind.NVDEC), DecoderTrialTest::cisco);
        assertEquals(List.of("in use software", "in use nvdec"), told);
        assertEquals(play(TestClips.noisy720(), List.of(), DecoderTrialTest::cisco), stamps);
        assertEquals(100, stamps.size());
    }

    @Test
    void aDecoderThatGivesNothingIsRefused() throws Exception {
        List<Long> stamps = play(TestClips.noisy720(), List.of(DecoderKind.NVDEC), input -> own(input, true));
        assertEquals(
                List.of(
                        "in use software",
                        "refused nvdec (h264_cuvid): it opened and gave no picture for 50 of the software decoder"),
                told);
        assertEquals(100, stamps.size());
    }

    @Test
    void aDecoderThatGivesGreenPicturesIsRefusedAndTheNextIsTried() throws Exception {
        List<Long> stamps = play(
                TestClips.noisy720(),
                List.of(DecoderKind.NVDEC, DecoderKind.NVMPI),
                input -> new Misled(TestClips.green()));
        assertEquals(
                List.of(
                        "in use software",
                        "refused nvdec (h264_cuvid): its pictures are of one colour where the software decoder shows"
                                + " something",
                        "missing nvmpi (h264_nvmpi): this FFmpeg does not have it"),
                told);
        assertEquals(100, stamps.size());
    }

    @Test
    void aDecoderThatGivesOtherPicturesIsRefused() throws Exception {
        assertEquals(
                100,
                play(TestClips.noisy720(), List.of(DecoderKind.NVDEC), input -> new Misled(TestClips.still()))
                        .size());
        assertEquals(
                List.of(
                        "in use software",
                        "refused nvdec (h264_cuvid): its pictures are not those of the software decoder"),
                told);
    }

    @Test
    void aStreamThatReallyIsGreenIsNoReasonToRefuse() throws Exception {
        assertEquals(
                100,
                play(TestClips.green(), List.of(DecoderKind.NVDEC), DecoderTrialTest::cisco)
                        .size());
        assertEquals(List.of("in use software", "in use nvdec"), told);
    }

    @Test
    void whatIsNotThereIsLeftOutAndTheNextIsTried() throws Exception {
        List<Long> stamps =
                play(TestClips.noisy720(), List.of(DecoderKind.NVMPI, DecoderKind.NVDEC), DecoderTrialTest::cisco);
        assertEquals(
                List.of("in use software", "missing nvmpi (h264_nvmpi): this FFmpeg does not have it", "in use nvdec"),
                told);
        assertEquals(100, stamps.size());
    }

    @Test
    void aDecoderThatHoldsPicturesBackTakesOverWithoutAGap() throws Exception {
        List<Long> stamps = play(TestClips.noisy720(), List.of(DecoderKind.NVDEC), input -> new Late(cisco(input)));
        assertEquals(List.of("in use software", "in use nvdec"), told);
        assertEquals(play(TestClips.noisy720(), List.of(), DecoderTrialTest::cisco), stamps);
    }

    @Test
    void aJumpDuringTheTestLosesNothingEither() throws Exception {
        DecoderWish wish =
                new DecoderWish(Deblocking.FULL, new DecoderOrder(List.of(DecoderKind.NVDEC), true), listener);
        try (InterruptGuard guard = new InterruptGuard(() -> 0);
                MediaInput input = open(TestClips.noisy720(), guard);
                DecodedPicture picture = new DecodedPicture();
                VideoDecoder decoder = new VideoDecoder(
                        "h264", wish, kind -> kind == DecoderKind.NVDEC ? new Late(cisco(input)) : own(input, false))) {
            List<Long> first = read(input, decoder, picture, 3);
            decoder.flush();
            input.rewind();
            List<Long> all = read(input, decoder, picture, 1000);
            assertEquals(List.of("in use software", "in use nvdec"), told);
            assertEquals(first, all.subList(0, 3));
            assertEquals(100, all.size());
        }
    }

    @Test
    void packetsThatADecoderDoesNotTakeYetAreNotLost() throws Exception {
        try (InterruptGuard guard = new InterruptGuard(() -> 0);
                MediaInput input = open(TestClips.h264(), guard);
                CodecDecoder decoder = own(input, false);
                DecodedPicture picture = new DecodedPicture()) {
            for (int i = 0; i < 10; i++) {
                assertTrue(input.read() && decoder.send(input.packet()));
            }
            int pictures = 0;
            while (decoder.receive(picture)) {
                pictures++;
            }
            assertEquals(10, pictures);
        }
    }

    /** The stamps of all pictures of {@code clip}, with {@code candidate} in the place of nvdec and every other decoder as it is. */
    private List<Long> play(Path clip, List<DecoderKind> order, Candidate candidate) throws MediaException {
        DecoderWish wish = new DecoderWish(Deblocking.FULL, new DecoderOrder(order, true), listener);
        List<Long> stamps = new ArrayList<>();
        try (InterruptGuard guard = new InterruptGuard(() -> 0);
                MediaInput input = open(clip, guard);
                DecodedPicture picture = new DecodedPicture();
                VideoDecoder decoder = new VideoDecoder(
                        "h264",
                        wish,
                        kind -> kind == DecoderKind.NVDEC
                                ? candidate.open(input)
                                : CodecDecoder.open(
                                        kind,
                                        "h264",
                                        Deblocking.FULL,
                                        context -> avcodec_parameters_to_context(
                                                context, input.video().codecpar())))) {
            stamps.addAll(read(input, decoder, picture, Integer.MAX_VALUE));
        }
        return stamps;
    }

    /** The stamps of the pictures of the next {@code packets}; at the end of the clip also of those still held back. */
    private static List<Long> read(MediaInput input, VideoDecoder decoder, DecodedPicture picture, int packets)
            throws MediaException {
        List<Long> stamps = new ArrayList<>();
        boolean more = true;
        for (int i = 0; more && i < packets; i++) {
            more = input.read();
            if (more) {
                assertTrue(decoder.send(input.packet()));
            } else {
                decoder.drain();
            }
            while (decoder.receive(picture)) {
                stamps.add(picture.frame().pts());
            }
        }
        return stamps;
    }

    private static MediaInput open(Path clip, InterruptGuard guard) throws MediaException {
        MediaInput input = MediaInput.open("file:" + clip, Map.of(), guard);
        input.selectVideo(true);
        return input;
    }

    private static CodecDecoder cisco(MediaInput input) throws MediaException {
        return CodecDecoder.open(
                avcodec_find_decoder_by_name("libopenh264"),
                false,
                Deblocking.FULL,
                context -> avcodec_parameters_to_context(context, input.video().codecpar()));
    }

    private static CodecDecoder own(MediaInput input, boolean withoutPictures) throws MediaException {
        return CodecDecoder.open(avcodec_find_decoder_by_name("h264"), false, Deblocking.FULL, context -> {
            if (withoutPictures) {
                context.skip_frame(AVDISCARD_ALL);
            }
            return avcodec_parameters_to_context(context, input.video().codecpar());
        });
    }

    /** A decoder that gives each picture two later, as hardware does. */
    private static final class Late implements PictureDecoder {
        private final CodecDecoder decoder;
        private final Deque<DecodedPicture> held = new ArrayDeque<>();
        private int holding = 2;

        Late(CodecDecoder decoder) {
            this.decoder = decoder;
        }

        @Override
        public boolean send(AVPacket packet) throws MediaException {
            return decoder.send(packet);
        }

        @Override
        public void drain() {
            decoder.drain();
            holding = 0;
        }

        @Override
        public void flush() {
            decoder.flush();
            held.forEach(DecodedPicture::close);
            held.clear();
            holding = 2;
        }

        @Override
        public boolean receive(DecodedPicture picture) throws MediaException {
            while (decoder.receive(picture)) {
                held.addLast(picture.share());
            }
            if (held.size() <= holding) {
                return false;
            }
            try (DecodedPicture next = held.removeFirst()) {
                av_frame_unref(picture.frame());
                av_frame_ref(picture.frame(), next.frame());
            }
            return true;
        }

        @Override
        public boolean wasDamaged() {
            return decoder.wasDamaged();
        }

        @Override
        public void close() {
            held.forEach(DecodedPicture::close);
            decoder.close();
        }
    }

    /** FFmpeg's decoder, which for each packet is given one of another clip. */
    private static final class Misled implements PictureDecoder {
        private final InterruptGuard guard = new InterruptGuard(() -> 0);
        private final MediaInput other;
        private final CodecDecoder decoder;

        Misled(Path clip) throws MediaException {
            other = DecoderTrialTest.open(clip, guard);
            decoder = own(other, false);
        }

        @Override
        public boolean send(AVPacket packet) throws MediaException {
            if (!other.read()) {
                other.rewind();
                decoder.flush();
                other.read();
            }
            return decoder.send(other.packet());
        }

        @Override
        public void drain() {
            decoder.drain();
        }

        @Override
        public void flush() {
            decoder.flush();
        }

        @Override
        public boolean receive(DecodedPicture picture) throws MediaException {
            return decoder.receive(picture);
        }

        @Override
        public boolean wasDamaged() {
            return decoder.wasDamaged();
        }

        @Override
        public void close() {
            decoder.close();
            other.close();
            guard.close();
        }
    }
}
