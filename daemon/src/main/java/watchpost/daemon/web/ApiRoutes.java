package watchpost.daemon.web;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import watchpost.core.id.CameraId;
import watchpost.core.id.Names;
import watchpost.daemon.web.WebSources.Jpeg;

/** The read-only API. What may take time runs on Vert.x workers. */
final class ApiRoutes {
    /** Joins a picture to its tracks, which carry the same number. */
    static final String MOMENT_HEADER = "Watchpost-Moment";

    private static final int MIN_WIDTH = 64;
    private static final int MAX_WIDTH = 1_920;
    private static final int DEFAULT_WIDTH = 960;
    private static final int MOST_INCIDENTS = 200;
    private static final String JPEG = "image/jpeg";

    private final Vertx vertx;
    private final WebSources sources;

    ApiRoutes(Vertx vertx, WebSources sources) {
        this.vertx = vertx;
        this.sources = sources;
    }

    void mount(Router router) {
        router.get("/health").handler(this::health);
        router.get("/metrics").handler(this::metrics);
        router.get("/api/status").handler(this::status);
        router.get("/api/cameras").handler(request -> json(request, Json.cameras(sources.model())));
        router.get("/api/cameras/:id/picture.jpg").handler(this::cameraPicture);
        router.get("/api/cameras/:id/heatmaps/:rule").handler(this::heatmap);
        router.get("/api/incidents").handler(this::incidents);
        router.get("/api/incidents/:id/picture").handler(this::incidentPicture);
        router.get("/api/incidents/:id/clip").handler(this::incidentClip);
    }

    private void health(RoutingContext request) {
        onWorker(request, sources.health()::get, health -> {
            JsonObject json =
                    new JsonObject().put("status", health.word()).put("reasons", new JsonArray(health.reasons()));
            request.response().setStatusCode(health.ok() ? 200 : 503);
            json(request, json);
        });
    }

    private void metrics(RoutingContext request) {
        onWorker(request, sources.metrics()::get, text -> request.response()
                .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                .end(text));
    }

    private void status(RoutingContext request) {
        onWorker(request, sources.status()::get, values -> json(request, Json.values(values)));
    }

    private void incidents(RoutingContext request) {
        int limit = number(request.queryParams().get("limit"), MOST_INCIDENTS, 1, MOST_INCIDENTS);
        JsonArray list = new JsonArray();
        sources.model().incidents().stream().limit(limit).forEach(incident -> list.add(Json.incident(incident)));
        json(request, list);
    }

    private void cameraPicture(RoutingContext request) {
        String id = request.pathParam("id");
        if (!Names.isName(id) || !sources.model().hasCamera(new CameraId(id))) {
            request.response().setStatusCode(404).end("no such camera\n");
            return;
        }
        int width = number(request.queryParams().get("width"), DEFAULT_WIDTH, MIN_WIDTH, MAX_WIDTH);
        onWorker(request, () -> sources.pictures().camera(new CameraId(id), width), found -> {
            if (found.isEmpty()) {
                request.response().setStatusCode(404).end("no picture yet\n");
                return;
            }
            Jpeg picture = found.get();
            request.response()
                    .putHeader(
                            MOMENT_HEADER,
                            Long.toString(Json.momentKey(picture.at().stream().toNanos())));
            picture(request, JPEG, picture.bytes(), "no-store");
        });
    }

    private void heatmap(RoutingContext request) {
        String id = request.pathParam("id");
        String rule = request.pathParam("rule").replaceFirst("\\.png$", "");
        if (!Names.isName(id) || !sources.model().hasCamera(new CameraId(id))) {
            request.response().setStatusCode(404).end("no such camera\n");
            return;
        }
        onWorker(request, () -> sources.pictures().heatmap(new CameraId(id), rule), (Optional<byte[]> found) -> {
            if (found.isEmpty()) {
                request.response().setStatusCode(404).end("no record of such a heatmap rule yet\n");
                return;
            }
            picture(request, "image/png", found.get(), "no-store");
        });
    }

    private void incidentPicture(RoutingContext request) {
        String id = request.pathParam("id");
        if (!Names.isName(id)) {
            request.response().setStatusCode(404).end("no such incident\n");
            return;
        }
        onWorker(request, () -> sources.pictures().incident(id), (Optional<byte[]> found) -> {
            if (found.isEmpty()) {
                request.response().setStatusCode(404).end("no picture\n");
                return;
            }
            picture(request, JPEG, found.get(), "private, max-age=3600");
        });
    }

    private void incidentClip(RoutingContext request) {
        String id = request.pathParam("id");
        onWorker(request, () -> sources.pictures().clip(id), (Optional<Path> found) -> {
            if (found.isEmpty()) {
                request.response().setStatusCode(404).end("no clip\n");
                return;
            }
            request.response()
                    .putHeader("Content-Type", "video/mp4")
                    .putHeader("Cache-Control", "private, max-age=3600");
            request.response().sendFile(found.get().toString()).onFailure(request::fail);
        });
    }

    private static void picture(RoutingContext request, String type, byte[] bytes, String caching) {
        request.response()
                .putHeader("Content-Type", type)
                .putHeader("Cache-Control", caching)
                .end(Buffer.buffer(bytes));
    }

    private static void json(RoutingContext request, Object json) {
        request.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(json instanceof JsonObject object ? object.encode() : ((JsonArray) json).encode());
    }

    private <T> void onWorker(RoutingContext request, Callable<T> work, Consumer<T> answer) {
        vertx.executeBlocking(work, false).onSuccess(answer::accept).onFailure(request::fail);
    }

    private static int number(@Nullable String text, int fallback, int least, int most) {
        try {
            return text == null ? fallback : Math.min(most, Math.max(least, Integer.parseInt(text)));
        } catch (NumberFormatException notANumber) {
            return fallback;
        }
    }
}
