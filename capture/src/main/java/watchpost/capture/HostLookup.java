package watchpost.capture;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a host's address before FFmpeg does: FFmpeg's own question can neither be interrupted nor told from other failures. At
 * most one question of a camera is under way, on a thread of its own that may hang as long as the resolver does.
 */
final class HostLookup {
    private final String host;
    private @Nullable CompletableFuture<Boolean> asking;

    HostLookup(String host) {
        this.host = host;
    }

    /** True if the host has an address; false if it has none or the answer takes longer than {@code patience}. */
    boolean resolves(Duration patience) throws InterruptedException {
        CompletableFuture<Boolean> answer = asking;
        if (answer == null) {
            CompletableFuture<Boolean> fresh = new CompletableFuture<>();
            Thread thread = new Thread(() -> fresh.complete(ask()), "resolve-" + host);
            thread.setDaemon(true);
            thread.start();
            asking = fresh;
            answer = fresh;
        }
        try {
            boolean found = answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            asking = null;
            return found;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            asking = null;
            return false;
        }
    }

    private boolean ask() {
        try {
            return InetAddress.getAllByName(host).length > 0;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
