package watchpost.rules.kind;

import java.time.Duration;
import java.util.Optional;
import watchpost.core.event.IncidentKind;
import watchpost.core.ground.GroundPlane;
import watchpost.core.rule.RetailRule;
import watchpost.core.rule.RuleSpec;
import watchpost.core.rule.SecurityRule;
import watchpost.core.rule.TrafficRule;
import watchpost.rules.fold.RuleFold;
import watchpost.rules.part.MeasuringFold;
import watchpost.rules.part.ObjectFold;
import watchpost.rules.part.ZoneCondition;
import watchpost.rules.retail.DoorOccupancyMeter;
import watchpost.rules.retail.DwellMeter;
import watchpost.rules.retail.FootfallMeter;
import watchpost.rules.retail.HeatmapMeter;
import watchpost.rules.retail.OccupancyMeter;
import watchpost.rules.retail.PathsMeter;
import watchpost.rules.retail.QueueMeter;
import watchpost.rules.retail.StockMeter;
import watchpost.rules.security.AbandonedFold;
import watchpost.rules.security.CrowdFold;
import watchpost.rules.security.LineCrossingFold;
import watchpost.rules.security.RemovedFold;
import watchpost.rules.security.TamperFold;
import watchpost.rules.traffic.CongestionFold;
import watchpost.rules.traffic.FlowMeter;
import watchpost.rules.traffic.LaneQueueMeter;
import watchpost.rules.traffic.NearMissFold;
import watchpost.rules.traffic.RedLightFold;
import watchpost.rules.traffic.SpeedingCondition;
import watchpost.rules.traffic.StoppedCondition;
import watchpost.rules.traffic.WrongWayCondition;

/** The fold of each kind of rule. */
public final class Kinds {
    private Kinds() {}

    /** A rule before it has seen anything. */
    public static RuleFold start(RuleSpec spec, Optional<GroundPlane> ground) {
        if (spec instanceof SecurityRule rule) {
            return security(rule, ground);
        }
        if (spec instanceof TrafficRule rule) {
            return traffic(rule, ground);
        }
        if (spec instanceof RetailRule rule) {
            return retail(rule);
        }
        throw unknown(spec);
    }

    private static RuleFold security(SecurityRule spec, Optional<GroundPlane> ground) {
        if (spec instanceof SecurityRule.Intrusion rule) {
            return stay(rule, IncidentKind.INTRUSION, "");
        }
        if (spec instanceof SecurityRule.Loitering rule) {
            return stay(rule, IncidentKind.LOITERING, " has stayed");
        }
        if (spec instanceof SecurityRule.LineCrossing rule) {
            return new LineCrossingFold(rule);
        }
        if (spec instanceof SecurityRule.AbandonedObject rule) {
            return new AbandonedFold(rule);
        }
        if (spec instanceof SecurityRule.RemovedObject rule) {
            return new RemovedFold(rule);
        }
        if (spec instanceof SecurityRule.Crowd rule) {
            return new CrowdFold(rule, ground);
        }
        if (spec instanceof SecurityRule.Tamper rule) {
            return new TamperFold(rule);
        }
        throw unknown(spec);
    }

    private static RuleFold traffic(TrafficRule spec, Optional<GroundPlane> ground) {
        if (spec instanceof TrafficRule.Flow rule) {
            return MeasuringFold.of(rule, rule.interval(), new FlowMeter(rule, ground));
        }
        if (spec instanceof TrafficRule.WrongWay rule) {
            return ObjectFold.of(rule, new WrongWayCondition(rule, ground), rule.dwell(), rule.alerting());
        }
        if (spec instanceof TrafficRule.StoppedVehicle rule) {
            return ObjectFold.of(rule, new StoppedCondition(rule), rule.dwell(), rule.alerting());
        }
        if (spec instanceof TrafficRule.PedestrianOnRoad rule) {
            return stay(rule, IncidentKind.PEDESTRIAN_ON_ROAD, "");
        }
        if (spec instanceof TrafficRule.Queue rule) {
            return MeasuringFold.of(rule, rule.interval(), new LaneQueueMeter(rule, ground));
        }
        if (spec instanceof TrafficRule.Congestion rule) {
            return new CongestionFold(rule, ground);
        }
        if (spec instanceof TrafficRule.Speeding rule) {
            return ObjectFold.of(rule, new SpeedingCondition(rule, ground), Duration.ZERO, rule.alerting());
        }
        if (spec instanceof TrafficRule.RedLight rule) {
            return new RedLightFold(rule);
        }
        if (spec instanceof TrafficRule.NearMiss rule) {
            return new NearMissFold(rule, ground);
        }
        throw unknown(spec);
    }

    private static RuleFold retail(RetailRule spec) {
        if (spec instanceof RetailRule.Footfall rule) {
            return MeasuringFold.of(rule, rule.interval(), new FootfallMeter(rule));
        }
        if (spec instanceof RetailRule.Occupancy rule) {
            return MeasuringFold.of(rule, rule.interval(), new OccupancyMeter(rule));
        }
        if (spec instanceof RetailRule.DoorOccupancy rule) {
            return MeasuringFold.of(rule, rule.interval(), new DoorOccupancyMeter(rule));
        }
        if (spec instanceof RetailRule.Dwell rule) {
            return MeasuringFold.of(rule, rule.interval(), new DwellMeter(rule));
        }
        if (spec instanceof RetailRule.Queue rule) {
            return MeasuringFold.of(rule, rule.interval(), new QueueMeter(rule));
        }
        if (spec instanceof RetailRule.Heatmap rule) {
            return MeasuringFold.of(rule, rule.interval(), new HeatmapMeter(rule));
        }
        if (spec instanceof RetailRule.Stock rule) {
            return MeasuringFold.of(rule, rule.interval(), new StockMeter(rule));
        }
        if (spec instanceof RetailRule.Paths rule) {
            return MeasuringFold.of(rule, rule.interval(), new PathsMeter(rule));
        }
        throw unknown(spec);
    }

    private static ObjectFold stay(RuleSpec.Stay rule, IncidentKind kind, String verb) {
        return ObjectFold.of(
                rule, new ZoneCondition(kind, rule.watch(), rule.zone(), verb), rule.dwell(), rule.alerting());
    }

    private static IllegalStateException unknown(RuleSpec spec) {
        return new IllegalStateException("no fold for " + spec.getClass());
    }
}
