package watchpost.alerts.webhook;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import watchpost.alerts.tls.Authorities;
import watchpost.alerts.tls.CertificateTrouble;
import watchpost.alerts.transport.Backoff;
import watchpost.alerts.transport.ConnectionState;
import watchpost.alerts.transport.Outgoing;
import watchpost.alerts.transport.Transport;

/**
 * Posts messages one after the other, so that their order is kept; what was answered with 2xx is confirmed. A session lasts until a post
 * fails in whatever way: then there is a pause, and the next session begins with the oldest message again.
 */
public final class WebhookTransport implements Transport {
    private static final Logger LOG = System.getLogger(WebhookTransport.class.getName());
    private static final int OK = 200;
    private static final int REDIRECTION = 300;
    private static final int BAD = 400;

    private final WebhookSettings settings;
    private final WebhookTimers timers;
    private final InstantSource clock;
    private final ScheduledThreadPoolExecutor thread;
    private final Backoff backoff;
    /** The session that takes messages, 0 between two. */
    private volatile long open;

    private volatile ConnectionState state;
    // Owned by the thread webhook.
    private final Deque<Outgoing> waiting = new ArrayDeque<>();
    private @Nullable Listener listener;
    private @Nullable HttpClient client;
    private @Nullable Signature signature;
    private @Nullable CompletableFuture<HttpResponse<Void>> exchange;
    private @Nullable Future<?> deadline;
    private long sessions;

    public WebhookTransport(WebhookSettings settings, WebhookTimers timers, InstantSource clock) {
        this.settings = settings;
        this.timers = timers;
        this.clock = clock;
        this.backoff = new Backoff(timers.firstPause(), timers.longestPause(), RandomGenerator.getDefault());
        // until a post fails nobody knows better
        this.state = new ConnectionState(true, "", clock.instant(), 0);
        this.thread = new ScheduledThreadPoolExecutor(1, WebhookTransport::thread);
        thread.setRemoveOnCancelPolicy(true);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "webhook");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void start(Listener told) {
        thread.execute(() -> {
            listener = told;
            begin();
        });
    }

    @Override
    public boolean send(Outgoing message) {
        if (message.session() != open) {
            return false;
        }
        try {
            thread.execute(() -> take(message));
            return true;
        } catch (RejectedExecutionException closed) {
            return false;
        }
    }

    @Override
    public ConnectionState state() {
        return state;
    }

    @Override
    public void close(Duration patience) {
        open = 0;
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(Level.WARNING, settings + ": its thread does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
        sessions++;
        open = sessions;
        tell(told -> told.connected(sessions));
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
        if (message.session() == open) {
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
        HttpRequest request = HttpRequest.newBuilder(settings.url())
                .header("Content-Type", "application/json")
                .header("User-Agent", "watchpost")
                .header(Signature.HEADER, signer.of(message.payload(), clock.instant()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(message.payload()))
                .build();
        CompletableFuture<HttpResponse<Void>> sent = sender.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        exchange = sent;
        deadline = thread.schedule(() -> sent.cancel(true), timers.answer().toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture<Void> answered = sent.handle((answer, failure) -> {
            later(() -> answered(message, answer, failure));
            return null;
        });
        if (answered.isCompletedExceptionally()) {
            LOG.log(Level.DEBUG, "the answer came after the end");
        }
    }

    private void later(Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException closed) {
            LOG.log(Level.DEBUG, "the answer came after the end");
        }
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
            backoff.reset();
            if (!state.connected() || state.connects() != sessions) {
                state = new ConnectionState(true, "", clock.instant(), sessions);
            }
            tell(told -> told.confirmed(message.session(), message.token()));
            next();
        } else {
            fail(settings + " answered " + answer.statusCode() + advice(answer.statusCode()), wanted(answer));
        }
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
        long ended = open;
        open = 0;
        waiting.clear();
        ConnectionState before = state;
        Instant since = before.connected() ? clock.instant() : before.since();
        state = new ConnectionState(false, sentence, since, sessions);
        if (!before.sentence().equals(sentence)) {
            LOG.log(Level.WARNING, sentence + "; its messages wait");
        }
        tell(told -> told.lost(ended));
        Duration pause = backoff.next();
        long millis = (pause.compareTo(atLeast) < 0 ? atLeast : pause).toMillis();
        Future<?> again = thread.schedule(this::begin, millis, TimeUnit.MILLISECONDS);
        if (again.isCancelled()) {
            LOG.log(Level.DEBUG, "no further try: closed");
        }
    }

    private interface Word {
        void to(Listener told);
    }

    private void tell(Word word) {
        Listener told = listener;
        if (told != null) {
            word.to(told);
        }
    }
}
