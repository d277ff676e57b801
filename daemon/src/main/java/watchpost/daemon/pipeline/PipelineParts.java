package watchpost.daemon.pipeline;

import java.util.Map;
import watchpost.core.id.CameraId;
import watchpost.core.port.RuleOutputSink;
import watchpost.core.time.Ticker;
import watchpost.detector.DetectorSlot;
import watchpost.rules.track.TrackerSettings;

/**
 * What a pipeline is made of.
 *
 * @param detector stays the caller's, to be closed after the pipeline
 * @param workers how many inference threads, at least 1
 * @param rules by camera, in the order of the configuration
 * @param ticker the one that also stamps the frames' arrival
 */
public record PipelineParts(
        DetectorSlot detector,
        int workers,
        TrackerSettings tracker,
        Map<CameraId, LaneRules> rules,
        RuleOutputSink sink,
        PipelineListener listener,
        CameraControl control,
        Ticker ticker) {}
