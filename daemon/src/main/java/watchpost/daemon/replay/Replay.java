package watchpost.daemon.replay;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import watchpost.alerts.MessageLog;
import watchpost.capture.VideoFile;
import watchpost.capture.demand.DecodeMode;
import watchpost.config.CameraConfig;
import watchpost.core.event.RuleOutput;
import watchpost.core.id.CameraId;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.FrameTime;
import watchpost.core.time.Moment;
import watchpost.core.vision.Detections;
import watchpost.core.vision.Finding;
import watchpost.core.vision.Frame;
import watchpost.core.vision.Picture;
import watchpost.core.vision.Track;
import watchpost.daemon.pipeline.CameraControl;
import watchpost.daemon.pipeline.CameraLane;
import watchpost.daemon.pipeline.LaneRules;
import watchpost.daemon.pipeline.PipelineListener;
import watchpost.daemon.privacy.Blurring;
import watchpost.daemon.privacy.SeenThings;
import watchpost.detector.Detector;
import watchpost.rules.engine.RuleInput;
import watchpost.rules.fold.Counted;

/** One run over a file. Detection runs ahead on some threads; everything that has a state sees the frames in order. */
public final class Replay {
    private static final int AHEAD_PER_WORKER = 2;

    private final ReplayJob job;
    private final Detector detector;
    private final ReplaySink sink;
    private final VideoFile video;
    private final MessageLog messages;
    private final CameraLane lane;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final List<RuleOutput> outputs = new ArrayList<>();
    private final Optional<Reading> reading;

    private final Blurring blurring;

    private List<Track> tracks = List.of();
    private Moment moment = new Moment(Duration.ZERO, Instant.EPOCH, ClockQuality.UNSYNCED);
    private long frames;

    /** Passes on what the lane says. */
    private final class Listener implements PipelineListener {
        @Override
        public void onAnalysed(CameraId camera, FrameTime time, List<Track> followed) {
            tracks = followed;
            reading.ifPresent(second -> second.onAnalysed(time, followed));
        }

        @Override
        public void onFound(Detections found, List<Track> followed) {
            blurring.saw(found, followed);
        }

        @Override
        public void onInput(CameraId camera, RuleInput input) {
            sink.input(input);
        }

        @Override
        public void onCounted(CameraId camera, Counted counted) {
            sink.counted(counted);
        }
    }

    /** A frame on its way through the detector. */
    private record Pending(Future<Detections> detections, Optional<Picture> picture, double progress) {}

    private Replay(ReplayJob job, Detector detector, ReplaySink sink, VideoFile video, Optional<Reading> reading) {
        this.job = job;
        this.reading = reading;
        this.video = video;
        this.blurring = new Blurring(camera -> Optional.of(job.camera()), new SeenThings());
        this.detector = detector;
        this.sink = sink;
        this.messages = new MessageLog(job.origin());
        this.lane = new CameraLane(
                job.camera().id(),
                job.tracker(),
                LaneRules.of(job.camera()),
                outputs::add,
                new Listener(),
                new Control(video));
    }

    /** What the lane asks of the camera, asked of the file. */
    private record Control(VideoFile video) implements CameraControl {
        @Override
        public boolean mayRest(CameraId camera) {
            return video.mayRest();
        }

        @Override
        public void attend(CameraId camera) {
            video.attend();
        }

        @Override
        public void goBackTo(CameraId camera, Moment moment) {
            video.goBackTo(moment);
        }

        @Override
        public boolean isResting(CameraId camera) {
            return false;
        }
    }

    /**
     * Replays the file to its end or to the job's limit.
     *
     * @throws IOException if the file cannot be read or the sink fails
     */
    public static Replayed run(ReplayJob job, Detector detector, ReplaySink sink)
            throws IOException, InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(detector.workers());
        try (VideoFile video = VideoFile.open(
                job.video(),
                job.camera().id(),
                detector.shape(),
                job.camera().analysedFps(),
                job.start(),
                DecodeMode.valueOf(job.camera().decode().name()))) {
            Optional<Reading> reading = Reading.of(job, video);
            try {
                return new Replay(job, detector, sink, video, reading).run(workers);
            } finally {
                reading.ifPresent(Reading::close);
            }
        } finally {
            workers.shutdownNow();
        }
    }

    private Replayed run(ExecutorService workers) throws IOException, InterruptedException {
        // what is found decides what is decoded next, and what is read is cut out of the last picture
        boolean inTurn = job.camera().decode() == CameraConfig.Decode.ADAPTIVE || reading.isPresent();
        int ahead = inTurn ? 0 : detector.workers() * AHEAD_PER_WORKER;
        long read = 0;
        while (read < job.mostFrames()) {
            Optional<Frame> frame = video.next();
            if (frame.isEmpty()) {
                break;
            }
            read++;
            lane.look(frame.get());
            Optional<Picture> picture = sink.wantsPictures() ? Optional.of(video.picture()) : Optional.empty();
            pending.add(new Pending(workers.submit(() -> detect(frame.get())), picture, video.progress()));
            while (pending.size() > ahead) {
                fold(pending.remove());
            }
        }
        while (!pending.isEmpty()) {
            fold(pending.remove());
        }
        if (reading.isPresent()) {
            tell(reading.get().finish());
        }
        lane.end();
        tell();
        for (String line : messages.finish()) {
            sink.message(line);
        }
        return new Replayed(frames, video.decodedPictures(), video.readPictures());
    }

    private Detections detect(Frame frame) {
        try (frame) {
            return detector.detect(frame);
        }
    }

    private void fold(Pending next) throws IOException, InterruptedException {
        Detections detections = result(next.detections());
        frames++;
        for (String line : messages.advance(job.camera().id(), detections.time().moment())) {
            sink.message(line);
        }
        moment = detections.time().moment();
        lane.seen(detections);
        tell();
        if (reading.isPresent()) {
            tell(reading.get().step());
        }
        next.picture().ifPresent(picture -> blurring.apply(job.camera().id(), picture));
        sink.frame(frames, tracks, next.picture(), next.progress());
    }

    private void tell() throws IOException {
        for (RuleOutput output : outputs) {
            sink.output(output);
            for (String line : messages.accept(output)) {
                sink.message(line);
            }
            reading.ifPresent(second -> second.onConcluded(output));
        }
        outputs.clear();
    }

    private void tell(List<Finding> findings) throws IOException {
        for (Finding finding : findings) {
            for (String line : messages.accept(finding, moment)) {
                sink.message(line);
            }
        }
    }

    private static Detections result(Future<Detections> detections) throws IOException, InterruptedException {
        try {
            return detections.get();
        } catch (ExecutionException failure) {
            throw new IOException("the detector failed on a picture", failure.getCause());
        }
    }
}
