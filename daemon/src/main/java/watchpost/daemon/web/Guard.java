package watchpost.daemon.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Set;

/**
 * What every request passes: a check of the Host header, which keeps other people's web pages from reading this one through a name
 * that they point at this machine, and the headers that keep the page alone in its window.
 */
final class Guard implements Handler<RoutingContext> {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Set<String> names;

    /** @param names host names besides {@code localhost} by which the server may be called; IP addresses are always right */
    Guard(Set<String> names) {
        this.names = names;
    }

    @Override
    public void handle(RoutingContext request) {
        HttpServerResponse response = request.response();
        response.putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin");
        HostAndPort authority = request.request().authority();
        if (authority == null || !isOurs(authority.host())) {
            response.setStatusCode(421)
                    .end("This address is not this box's name; use its IP address or localhost instead.\n");
            return;
        }
        request.next();
    }

    private boolean isOurs(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost") || isAddress(name) || names.contains(name);
    }

    /** An address written in digits cannot be pointed elsewhere. */
    private static boolean isAddress(String host) {
        return host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}") || host.matches("\\[?[0-9a-f:.]*:[0-9a-f:.]*]?");
    }
}
