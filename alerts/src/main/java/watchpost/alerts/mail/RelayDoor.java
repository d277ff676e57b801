package watchpost.alerts.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import watchpost.alerts.tls.CertificateTrouble;

/**
 * Opens conversations with the relay, one at a time, and ends each that takes too long. One thread calls and waits; {@link #cut} and
 * {@link #close} end its waiting from any other.
 */
final class RelayDoor implements AutoCloseable {
    private final MailSettings settings;
    private final MailTimers timers;
    private final Sockets sockets;
    private final ScheduledThreadPoolExecutor watch;

    /** @throws RelayTrouble if the file of authorities cannot be used */
    RelayDoor(MailSettings settings, MailTimers timers) throws RelayTrouble {
        this.settings = settings;
        this.timers = timers;
        try {
            this.sockets = new Sockets(settings.server());
        } catch (CertificateTrouble e) {
            throw new RelayTrouble(String.valueOf(e.getMessage()));
        } catch (GeneralSecurityException | IOException e) {
            throw new RelayTrouble("TLS cannot be set up: " + e.getMessage());
        }
        this.watch = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "mail-deadline");
            thread.setDaemon(true);
            return thread;
        });
        watch.setRemoveOnCancelPolicy(true);
    }

    private interface Talk {
        void with(Relay relay) throws RelayTrouble;
    }

    /** Connects and logs in, and sends nothing. */
    void greet() throws RelayTrouble {
        talk(relay -> {});
    }

    /**
     * Gives {@code letter} to those of {@code recipients} who have no answer yet.
     *
     * @throws RelayTrouble if some of them still have none: the others do
     */
    void give(Letter letter, List<String> recipients, Progress progress) throws RelayTrouble {
        talk(relay -> {
            Optional<RelayTrouble> first = Optional.empty();
            for (String recipient : recipients) {
                if (progress.isOpen(recipient)) {
                    Optional<RelayTrouble> trouble = give(relay, letter, recipient, progress);
                    first = first.isPresent() ? first : trouble;
                }
            }
            if (first.isPresent()) {
                throw first.get();
            }
        });
    }

    private static Optional<RelayTrouble> give(Relay relay, Letter letter, String recipient, Progress progress) {
        try {
            Optional<Relay.Refused> refused = relay.give(letter, recipient);
            if (refused.isPresent()) {
                progress.refused(recipient, refused.get());
            } else {
                progress.took(recipient);
            }
            return Optional.empty();
        } catch (RelayTrouble e) {
            return Optional.of(e);
        }
    }

    private void talk(Talk talk) throws RelayTrouble {
        AtomicBoolean late = new AtomicBoolean();
        Future<?> deadline = watch.schedule(
                () -> {
                    late.set(true);
                    sockets.cut();
                },
                timers.whole().toMillis(),
                TimeUnit.MILLISECONDS);
        try (Relay relay = Relay.open(settings, timers, sockets, password())) {
            talk.with(relay);
        } catch (RelayTrouble e) {
            throw late.get()
                    ? new RelayTrouble(
                            settings + ": it took longer than " + timers.whole().toMillis() / 1000.0 + " s")
                    : e;
        } finally {
            deadline.cancel(false);
        }
    }

    /** Read anew for each conversation, so that another password needs no restart. */
    private Optional<String> password() throws RelayTrouble {
        if (settings.login().isEmpty()) {
            return Optional.empty();
        }
        Path file = settings.login().get().passwordFile();
        try {
            String password = Files.readString(file).lines().findFirst().orElse("");
            if (password.isEmpty()) {
                throw new RelayTrouble("mail.password-file " + file + " holds no password");
            }
            return Optional.of(password);
        } catch (IOException e) {
            throw new RelayTrouble("mail.password-file " + file + " cannot be read");
        }
    }

    /** Any thread: ends the conversation that goes on, if there is one. */
    void cut() {
        sockets.cut();
    }

    /** Ends the conversation that goes on; there is none after it. */
    @Override
    public void close() {
        watch.shutdownNow();
        cut();
    }
}
