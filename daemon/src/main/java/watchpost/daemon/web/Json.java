package watchpost.daemon.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import watchpost.core.event.CameraState;
import watchpost.core.event.CameraStatus;
import watchpost.core.event.Level;
import watchpost.core.event.Measurement;
import watchpost.core.event.Values;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Point;
import watchpost.core.vision.Track;
import watchpost.daemon.live.CameraView;
import watchpost.daemon.live.IncidentView;
import watchpost.daemon.live.LiveModel;
import watchpost.daemon.live.TracksOfMoment;
import watchpost.daemon.scene.Shape;

/** The JSON of the API. Names and units follow the published MQTT contract where both say the same thing. */
final class Json {
    private Json() {}

    static JsonArray cameras(LiveModel model) {
        return array(model.cameras(), view -> camera(model, view));
    }

    static JsonObject camera(LiveModel model, CameraView view) {
        JsonObject json = new JsonObject().put("id", view.id().value());
        model.statusOf(view.id())
                .ifPresentOrElse(
                        status -> json.mergeIn(status(status)),
                        () -> json.put("state", CameraState.CONNECTING.wireName()));
        model.tracksOf(view.id()).ifPresent(tracks -> json.put("tracks", tracks(tracks)));
        return json.put("shapes", array(view.shapes(), Json::shape))
                .put("rules", array(view.rules(), Json::rule))
                .put("levels", array(model.levelsOf(view.id()), Json::level))
                .put("measurements", array(model.measurementsOf(view.id()), Json::measurement));
    }

    static JsonObject status(CameraStatus status) {
        return new JsonObject()
                .put("camera", status.camera().value())
                .put("state", status.state().wireName())
                .put("reason", status.reason())
                .put("since", instant(status.since()))
                .put("decoded_fps", tenth(status.decodedFps()))
                .put("analysed_fps", tenth(status.analysedFps()));
    }

    static JsonObject tracks(TracksOfMoment seen) {
        return new JsonObject()
                .put("camera", seen.camera().value())
                .put("moment", momentKey(seen.at().stream().toNanos()))
                .put("at", instant(seen.at().wall()))
                .put("tracks", array(seen.tracks(), Json::track));
    }

    /** What joins a picture and its tracks: the position on the camera's timeline in microseconds. */
    static long momentKey(long streamNanos) {
        return streamNanos / 1_000;
    }

    static JsonObject level(Level level) {
        return new JsonObject()
                .put("camera", level.camera().value())
                .put("rule", level.rule().value())
                .put("kind", level.kind().wireName())
                .put("at", instant(level.at().wall()))
                .put("values", values(level.values()));
    }

    static JsonObject measurement(Measurement measurement) {
        return new JsonObject()
                .put("camera", measurement.camera().value())
                .put("rule", measurement.rule().value())
                .put("kind", measurement.kind().wireName())
                .put("from", instant(measurement.from()))
                .put("to", instant(measurement.to()))
                .put("completeness", measurement.completeness())
                .put("values", values(measurement.values()));
    }

    /** The contract's own message, with the place of the object in the picture. */
    static JsonObject incident(IncidentView incident) {
        JsonObject json = new JsonObject(incident.json());
        incident.pictureBox().ifPresent(box -> json.put("picture_box", box(box)));
        return json;
    }

    static JsonObject values(Values values) {
        JsonObject json = new JsonObject();
        values.entries().forEach((name, value) -> json.put(name, value(value)));
        return json;
    }

    private static Object value(Object value) {
        if (value instanceof Values values) {
            return values(values);
        }
        if (value instanceof List<?> list) {
            return array(list, Json::value);
        }
        return value;
    }

    private static JsonObject shape(Shape shape) {
        return new JsonObject()
                .put("kind", shape.kind().name().toLowerCase(Locale.ROOT))
                .put("name", shape.name())
                .put("points", array(shape.points(), Json::point))
                .put("heading", array(shape.heading(), Json::point));
    }

    private static JsonObject rule(CameraView.Rule rule) {
        return new JsonObject()
                .put("id", rule.id())
                .put("kind", rule.kind())
                .put("place", rule.place())
                .put("classes", array(rule.classes().stream().sorted().toList(), name -> name))
                .put("min_travel", rule.minTravel());
    }

    private static JsonObject track(Track track) {
        return new JsonObject()
                .put("id", track.id())
                .put("class", track.label())
                .put("confidence", Math.round(track.confidence() * 100) / 100.0)
                .put("box", box(track.box()))
                .put("observed", track.observed())
                .put("travelled", fine(track.travelled()));
    }

    private static JsonArray box(Box box) {
        return new JsonArray()
                .add(fine(box.x()))
                .add(fine(box.y()))
                .add(fine(box.width()))
                .add(fine(box.height()));
    }

    private static JsonArray point(Point point) {
        return new JsonArray().add(point.x()).add(point.y());
    }

    private static double fine(double fraction) {
        return Math.round(fraction * 10_000) / 10_000.0;
    }

    private static double tenth(double rate) {
        return Math.round(rate * 10) / 10.0;
    }

    private static String instant(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static <T> JsonArray array(List<? extends T> items, Function<? super T, ?> each) {
        JsonArray array = new JsonArray();
        items.forEach(item -> array.add(each.apply(item)));
        return array;
    }
}
