package watchpost.daemon.web;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import watchpost.daemon.web.Assets.Asset;

/** The page and its files. */
final class PageRoutes {
    private final Assets assets = new Assets();

    void mount(Router router) {
        assets.byPath().forEach((path, asset) -> router.get(path).handler(request -> send(request, asset)));
    }

    private static void send(RoutingContext request, Asset asset) {
        HttpServerResponse response = request.response()
                .putHeader("Content-Type", asset.type())
                .putHeader("Cache-Control", "no-cache")
                .putHeader("ETag", asset.etag());
        if (asset.etag().equals(request.request().getHeader("If-None-Match"))) {
            response.setStatusCode(304).end();
        } else {
            response.end(asset.content());
        }
    }
}
