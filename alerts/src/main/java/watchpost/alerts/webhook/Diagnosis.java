package watchpost.alerts.webhook;

import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CancellationException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import watchpost.alerts.tls.Refusal;
import watchpost.core.id.SourceUrl;

/** Why a post failed, as one sentence without a secret. */
final class Diagnosis {
    private Diagnosis() {}

    static String of(@Nullable Throwable failure, WebhookSettings settings, WebhookTimers timers) {
        String at = settings + ": ";
        if (has(failure, CancellationException.class)) {
            return at + "no answer within " + timers.answer().toMillis() / 1000.0 + " s";
        }
        if (has(failure, UnresolvedAddressException.class)) {
            return at + "the host name is unknown; check webhook.url and the box's DNS";
        }
        if (has(failure, HttpTimeoutException.class)) {
            return at + "it cannot be reached; check the address and firewalls";
        }
        if (has(failure, SSLException.class)) {
            return at + Refusal.clause(text(failure), "webhook.url", "webhook.ca-file");
        }
        if (has(failure, ConnectException.class)) {
            return at + "the connection is refused; check that the server runs and that the port is right";
        }
        return at + "the connection broke (" + text(failure) + ")";
    }

    private static boolean has(@Nullable Throwable failure, Class<? extends Throwable> type) {
        int depth = 0;
        for (Throwable e = failure; e != null && depth < 20; e = e.getCause()) {
            if (type.isInstance(e)) {
                return true;
            }
            depth++;
        }
        return false;
    }

    private static String text(@Nullable Throwable failure) {
        return SourceUrl.redact(String.valueOf(failure == null ? "" : failure.getMessage()));
    }
}
