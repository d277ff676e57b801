package watchpost.daemon.web;

import static java.lang.System.Logger.Level.WARNING;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import watchpost.daemon.console.UserError;

/** The HTTP server: one verticle, so that all its clients belong to one event loop. */
public final class WebServer {
    private static final System.Logger LOG = System.getLogger(WebServer.class.getName());
    private static final long KEEP_ALIVE_MS = 15_000;
    private static final long START_SECONDS = 10;

    private final Vertx vertx;
    private final ServerVerticle verticle;
    private final String deployment;

    private WebServer(Vertx vertx, ServerVerticle verticle, String deployment) {
        this.vertx = vertx;
        this.verticle = verticle;
        this.deployment = deployment;
    }

    /**
     * Starts listening and returns when it does. Not to be called on an event loop.
     *
     * @throws UserError if the address or port cannot be used
     */
    public static WebServer start(Vertx vertx, WebSettings settings, WebSources sources) throws InterruptedException {
        ServerVerticle verticle = new ServerVerticle(settings, sources);
        try {
            String deployment = vertx.deployVerticle(verticle)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(START_SECONDS, TimeUnit.SECONDS);
            return new WebServer(vertx, verticle, deployment);
        } catch (ExecutionException failure) {
            throw UserError.failed("Cannot listen on http://" + settings.address() + ":" + settings.port() + ": "
                    + reason(failure.getCause()) + "; choose another with http.address and http.port");
        } catch (TimeoutException tooLong) {
            throw UserError.failed("The HTTP server did not start within " + START_SECONDS + " s");
        }
    }

    /** The port that it listens on. */
    public int port() {
        return verticle.port;
    }

    /** How many pages are open now. */
    public int listeners() {
        return verticle.events().watching();
    }

    /** Events that a page missed because it did not read, since the start. */
    public long skippedEvents() {
        return verticle.events().skipped() + verticle.events().cutOff();
    }

    /** Stops listening and closes every connection. Not to be called on an event loop. */
    public void close() throws Exception {
        vertx.undeploy(deployment).toCompletionStage().toCompletableFuture().get(START_SECONDS, TimeUnit.SECONDS);
    }

    private static String reason(@Nullable Throwable failure) {
        if (failure instanceof BindException) {
            return "the port is in use or not allowed";
        }
        return String.valueOf(failure == null ? "unknown" : failure.getMessage());
    }

    /** Owns the server and its clients; everything in it runs on its event loop. */
    private static final class ServerVerticle extends VerticleBase {
        private final WebSettings settings;
        private final WebSources sources;
        private volatile int port;
        private volatile @Nullable EventStreams events;

        ServerVerticle(WebSettings settings, WebSources sources) {
            this.settings = settings;
            this.sources = sources;
        }

        EventStreams events() {
            EventStreams streams = events;
            if (streams == null) {
                throw new IllegalStateException("the server has not started");
            }
            return streams;
        }

        @Override
        public Future<?> start() {
            EventStreams streams = new EventStreams(context);
            events = streams;
            sources.model().listen(streams);
            vertx.setPeriodic(KEEP_ALIVE_MS, timer -> streams.keepAlive());
            HttpServerOptions options = new HttpServerOptions()
                    .setHost(settings.address())
                    .setPort(settings.port())
                    .setMaxHeaderSize(16 * 1024)
                    .setMaxInitialLineLength(2 * 1024)
                    // browsers do not ask for it, and clients that do have hung in long answers
                    .setHttp2ClearTextEnabled(false)
                    .setIdleTimeout(60);
            HttpServer server = vertx.createHttpServer(options).requestHandler(router(streams));
            return server.listen().onSuccess(listening -> port = listening.actualPort());
        }

        @Override
        public Future<?> stop() {
            sources.model().forget(events());
            return Future.succeededFuture();
        }

        private Router router(EventStreams streams) {
            Router router = Router.router(vertx);
            router.route().handler(new Guard(ownNames()));
            router.route().failureHandler(ServerVerticle::failed);
            new PageRoutes().mount(router);
            new ApiRoutes(vertx, sources).mount(router);
            router.get("/api/events").handler(streams::open);
            return router;
        }

        private static void failed(RoutingContext request) {
            Throwable failure = request.failure();
            int status = request.statusCode() > 0 ? request.statusCode() : 500;
            if (failure != null && status >= 500) {
                LOG.log(WARNING, "Request " + request.normalizedPath() + " failed", failure);
            }
            if (!request.response().ended() && !request.response().headWritten()) {
                request.response().setStatusCode(status).end(status == 404 ? "not found\n" : "failed\n");
            }
        }

        private static Set<String> ownNames() {
            try {
                String name = InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
                return Set.of(name, name + ".local");
            } catch (UnknownHostException nameless) {
                return Set.of();
            }
        }
    }
}
