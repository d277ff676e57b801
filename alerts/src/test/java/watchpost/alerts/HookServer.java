package watchpost.alerts;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import watchpost.alerts.contract.spec.Schemas;
import watchpost.testkit.delivery.DeliveryChecker;
import watchpost.testkit.delivery.Received;
import watchpost.testkit.tls.TestAuthority;
import watchpost.testkit.tls.TlsDoor;

/** A web server that takes posts, or answers something else when it is told to. */
final class HookServer implements AutoCloseable {
    static final String SECRET = "the secret of the web server";
    private static final int TAKEN = 204;

    final DeliveryChecker checker = new DeliveryChecker(Schemas.strict(), true);
    private final HttpsServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final List<String> wrong = new CopyOnWriteArrayList<>();
    private final AtomicInteger elsewhere = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private final List<String> arrivals = new CopyOnWriteArrayList<>();
    private volatile int status = TAKEN;
    private volatile Predicate<String> poison = text -> false;

    HookServer(TestAuthority.Identity identity) throws IOException, GeneralSecurityException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(TlsDoor.context(identity)));
        server.createContext("/in", this::answer);
        server.createContext("/elsewhere", exchange -> {
            elsewhere.incrementAndGet();
            end(exchange, TAKEN);
        });
        server.setExecutor(workers);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** From now on posts are answered with {@code other} and not taken; 204 takes them. */
    void status(int other) {
        status = other;
    }

    /** Posts that {@code which} wants are never taken. */
    void poison(Predicate<String> which) {
        poison = which;
    }

    /** The ids of the events of all posts that it took, in order. */
    List<String> arrivals() {
        return arrivals;
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String text = new String(body, StandardCharsets.UTF_8);
        int answer = poison.test(text) ? 422 : status;
        if (answer != TAKEN) {
            refusals.incrementAndGet();
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.getResponseHeaders().add("Retry-After", "0");
        } else {
            if (!isSigned(exchange.getRequestHeaders().getFirst("Watchpost-Signature"), body)
                    || !exchange.getRequestMethod().equals("POST")
                    || !"application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
                wrong.add(exchange.getRequestHeaders().entrySet().toString());
            }
            String event = text.replaceAll(".*\"event_id\":\"([^\"]+).*", "$1");
            arrivals.add(event);
            if (known.add(event)) {
                taken.add(text);
            }
            checker.accept(new Received("webhook", body, false, Instant.now()));
        }
        end(exchange, answer);
    }

    private static void end(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    /** As the documentation says it to whoever writes a server. */
    private static boolean isSigned(String header, byte[] body) {
        try {
            String seconds = header.replaceAll("^t=([0-9]+),v1=.*", "$1");
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((seconds + "." + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
            return header.equals("t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What it took, in order, each event once: a slow machine may make the box repeat some. */
    List<String> taken() {
        return taken;
    }

    /** Headers of posts that were not as they should be. */
    List<String> wrong() {
        return wrong;
    }

    /** Posts that it did not take. */
    int refusals() {
        return refusals.get();
    }

    /** Posts that followed a redirection. */
    int elsewhere() {
        return elsewhere.get();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
