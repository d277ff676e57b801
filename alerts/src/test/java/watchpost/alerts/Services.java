package watchpost.alerts;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import watchpost.alerts.contract.Origin;
import watchpost.alerts.evidence.ClipSource;
import watchpost.alerts.evidence.EvidenceSources;
import watchpost.alerts.evidence.PictureSource;
import watchpost.alerts.mqtt.MqttTimers;
import watchpost.alerts.profile.ProfileSettings;
import watchpost.alerts.transport.BrokerSettings;
import watchpost.core.time.Ticker;

/** Alert services as tests need them: short deadlines, a box called gate-7. */
final class Services {
    private static final Origin ORIGIN = Origin.of("north", "gate-7");

    static final MqttTimers QUICK = new MqttTimers(
            Duration.ofSeconds(3),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofMillis(50),
            Duration.ofMillis(400));

    private Services() {}

    static AlertService open(Path directory, Origin origin, BrokerSettings broker, PictureSource pictures)
            throws AlertException {
        return open(directory, origin, broker, pictures, CommandSettings.NONE);
    }

    static AlertService open(
            Path directory, Origin origin, BrokerSettings broker, PictureSource pictures, CommandSettings commands)
            throws AlertException {
        return open(settings(directory, origin, broker, commands), pictures, InstantSource.system());
    }

    static AlertService open(Path directory, Origin origin, BrokerSettings broker, EvidenceSources sources)
            throws AlertException {
        AlertSettings settings = settings(directory, origin, broker, CommandSettings.NONE);
        return AlertService.open(settings, QUICK, sources, InstantSource.system(), System::nanoTime);
    }

    private static AlertService open(AlertSettings settings, PictureSource pictures, InstantSource clock)
            throws AlertException {
        EvidenceSources sources = new EvidenceSources(pictures, ClipSource.NONE);
        return AlertService.open(settings, QUICK, sources, clock, System::nanoTime);
    }

    private static AlertSettings settings(
            Path directory, Origin origin, BrokerSettings broker, CommandSettings commands) {
        AlertSettings.Storage storage =
                new AlertSettings.Storage(directory, 64 << 20, 16 << 20, 16 << 20, Duration.ofDays(30));
        return new AlertSettings(
                origin,
                "0.1-test",
                storage,
                broker,
                ReceiptSettings.NONE,
                commands,
                Optional.empty(),
                Optional.empty(),
                ProfileSettings.NONE);
    }

    static AlertService open(Path directory, String url, CommandSettings commands, InstantSource clock)
            throws AlertException {
        return open(settings(directory, ORIGIN, BrokerSettings.at(url), commands), PictureSource.NONE, clock);
    }

    /** A box that posts its messages to a web server too. */
    static AlertService open(Path directory, String url, HookSettings webhook) throws AlertException {
        return open(directory, url, Optional.of(webhook), Optional.empty(), PictureSource.NONE, System::nanoTime);
    }

    /** A box whose messages go other ways too. */
    static AlertService open(
            Path directory,
            String url,
            Optional<HookSettings> webhook,
            Optional<EmailSettings> mail,
            PictureSource pictures,
            Ticker ticker)
            throws AlertException {
        AlertSettings plain = settings(directory, ORIGIN, BrokerSettings.at(url), CommandSettings.NONE);
        AlertSettings settings = new AlertSettings(
                plain.origin(),
                plain.version(),
                plain.storage(),
                plain.broker(),
                plain.receipts(),
                plain.commands(),
                webhook,
                mail,
                ProfileSettings.NONE);
        EvidenceSources sources = new EvidenceSources(pictures, ClipSource.NONE);
        return AlertService.open(settings, QUICK, sources, InstantSource.system(), ticker);
    }

    /** A box that speaks to other software too. */
    static AlertService open(Path directory, String url, ProfileSettings profiles) throws AlertException {
        AlertSettings plain = settings(directory, ORIGIN, BrokerSettings.at(url), CommandSettings.NONE);
        AlertSettings settings = new AlertSettings(
                plain.origin(),
                plain.version(),
                plain.storage(),
                plain.broker(),
                plain.receipts(),
                plain.commands(),
                plain.webhook(),
                plain.mail(),
                profiles);
        return open(settings, PictureSource.NONE, InstantSource.system());
    }

    /** A box whose messages are kept until receivers have confirmed them. */
    static AlertService open(Path directory, String url, ReceiptSettings receipts, PictureSource pictures)
            throws AlertException {
        AlertSettings plain = settings(directory, ORIGIN, BrokerSettings.at(url), CommandSettings.NONE);
        AlertSettings settings = new AlertSettings(
                plain.origin(),
                plain.version(),
                plain.storage(),
                plain.broker(),
                receipts,
                plain.commands(),
                Optional.empty(),
                Optional.empty(),
                ProfileSettings.NONE);
        return open(settings, pictures, InstantSource.system());
    }

    static AlertService open(
            Path directory, Origin origin, BrokerSettings broker, PictureSource pictures, InstantSource clock)
            throws AlertException {
        return open(settings(directory, origin, broker, CommandSettings.NONE), pictures, clock);
    }

    static AlertService open(Path directory, String url) throws AlertException {
        return open(directory, ORIGIN, BrokerSettings.at(url), PictureSource.NONE);
    }
}
