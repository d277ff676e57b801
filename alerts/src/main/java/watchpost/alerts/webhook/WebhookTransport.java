package watchpost.alerts.webhook;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import watchpost.alerts.contract.Message;
import watchpost.alerts.evidence.PictureShelf;
import watchpost.alerts.tls.Authorities;
import watchpost.alerts.tls.CertificateTrouble;
import watchpost.alerts.transport.Backoff;
import watchpost.alerts.transport.ConnectionState;
import watchpost.alerts.transport.Outgoing;
import watchpost.alerts.transport.Sessions;
import watchpost.alerts.transport.Transport;
import watchpost.core.time.Ticker;

/**
 * Posts messages one after the other, so that their order is kept; what was answered with 2xx is confirmed. A message that the server
 * refuses again and again for what it is, is given up; after every other answer the same message is tried again.
 */
public final class WebhookTransport implements Transport {
    private static final Logger LOG = System.getLogger(WebhookTransport.class.getName());
    private static final int OK = 200;
    private static final int REDIRECTION = 300;
    private static final int BAD = 400;

    private final WebhookSettings settings;
    private final WebhookTimers timers;
    private final PictureShelf pictures;
    private final InstantSource clock;
    private final Ticker ticker;
    private final Sessions sessions;
    // Owned by the thread webhook.
    private final Refusals refusals;
    private final Deque<Outgoing> waiting = new ArrayDeque<>();
    private @Nullable HttpClient client;
    private @Nullable Signature signature;
    private @Nullable CompletableFuture<HttpResponse<Void>> exchange;
    private @Nullable Future<?> deadline;

    public WebhookTransport(
            WebhookSettings settings, WebhookTimers timers, PictureShelf pictures, InstantSource clock, Ticker ticker) {
        this.settings = settings;
        this.timers = timers;
        this.pictures = pictures;
        this.clock = clock;
        this.ticker = ticker;
        this.refusals = new Refusals(timers.patience());
        Backoff backoff = new Backoff(timers.firstPause(), timers.longestPause(), RandomGenerator.getDefault());
        this.sessions = new Sessions("webhook", backoff, clock);
    }

    @Override
    public void start(Listener told) {
        sessions.start(told, this::begin);
    }

    @Override
    public boolean send(Outgoing message) {
        return sessions.isOpen(message.session()) && sessions.run(() -> take(message));
    }

    @Override
    public ConnectionState state() {
        return sessions.state();
    }

    @Override
    public void close(Duration patience) {
        if (!sessions.close(patience)) {
            LOG.log(Level.WARNING, settings + ": its thread does not end");
        }
    }

    private void begin() {
        try {
            // read anew, so that another secret needs no restart
            signature = Signature.with(settings.secretFile());
            client = client == null ? client() : client;
        } catch (CertificateTrouble | IllegalArgumentException e) {
            fail(String.valueOf(e.getMessage()), Duration.ZERO);
            return;
        } catch (IOException e) {
            fail("webhook.secret-file " + settings.secretFile() + " cannot be read", Duration.ZERO);
            return;
        } catch (GeneralSecurityException e) {
            fail("TLS cannot be set up: " + e.getMessage(), Duration.ZERO);
            return;
        }
        sessions.begin();
    }

    private HttpClient client() throws CertificateTrouble, GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, Authorities.of("webhook.ca-file", settings.caFile()), null);
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timers.connect())
                .followRedirects(HttpClient.Redirect.NEVER)
                .sslContext(context)
                .build();
    }

    private void take(Outgoing message) {
        if (sessions.isOpen(message.session())) {
            waiting.add(message);
            next();
        }
    }

    private void next() {
        HttpClient sender = client;
        Signature signer = signature;
        if (exchange != null || sender == null || signer == null || waiting.isEmpty()) {
            return;
        }
        Outgoing message = waiting.remove();
        byte[] body = body(message.payload());
        HttpRequest request = HttpRequest.newBuilder(settings.url())
                .header("Content-Type", "application/json")
                .header("User-Agent", "watchpost")
                .header(Signature.HEADER, signer.of(body, clock.instant()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        CompletableFuture<HttpResponse<Void>> sent = sender.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        exchange = sent;
        deadline = sessions.later(timers.answer(), () -> sent.cancel(true));
        CompletableFuture<Boolean> unused =
                sent.handle((answer, failure) -> sessions.run(() -> answered(message, answer, failure)));
    }

    private byte[] body(byte[] payload) {
        Optional<byte[]> picture =
                settings.pictures() ? Message.beginning(payload).flatMap(pictures::of) : Optional.empty();
        return picture.map(jpeg -> Message.carrying(payload, jpeg)).orElse(payload);
    }

    private void answered(Outgoing message, @Nullable HttpResponse<Void> answer, @Nullable Throwable failure) {
        Future<?> timer = deadline;
        if (timer != null) {
            timer.cancel(false);
        }
        exchange = null;
        if (answer == null) {
            fail(Diagnosis.of(failure, settings, timers), Duration.ZERO);
        } else if (answer.statusCode() >= OK && answer.statusCode() < REDIRECTION) {
            sessions.confirm(message);
            next();
        } else if (isRefusedForGood(message, answer.statusCode())) {
            sessions.refuse(message, settings + " answered " + answer.statusCode() + " to it again and again");
            next();
        } else {
            fail(settings + " answered " + answer.statusCode() + advice(answer.statusCode()), wanted(answer));
        }
    }

    private boolean isRefusedForGood(Outgoing message, int status) {
        return Refusals.isOfTheMessage(status)
                && refusals.isFinal(Message.eventId(message.payload()), Duration.ofNanos(ticker.nanoTime()));
    }

    private static String advice(int status) {
        return status >= REDIRECTION && status < BAD
                ? ", which is not followed; set webhook.url to the final address"
                : "";
    }

    /** How long the server wants to be left alone, as far as it says so in seconds (RFC 9110, 10.2.3). */
    private Duration wanted(HttpResponse<Void> answer) {
        Optional<String> header = answer.headers().firstValue("Retry-After").map(String::strip);
        Duration wanted = header.filter(text -> text.matches("[0-9]{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(Duration.ZERO);
        return wanted.compareTo(timers.longestPause()) > 0 ? timers.longestPause() : wanted;
    }

    private void fail(String sentence, Duration atLeast) {
        waiting.clear();
        sessions.fail(sentence, atLeast, this::begin);
    }
}
