package watchpost.alerts;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import watchpost.alerts.contract.Messages;
import watchpost.alerts.evidence.PictureShelf;
import watchpost.alerts.id.Ids;
import watchpost.alerts.mail.MailTimers;
import watchpost.alerts.mail.MailTransport;
import watchpost.alerts.mqtt.MqttTimers;
import watchpost.alerts.outbox.Outbox;
import watchpost.alerts.outbox.OutboxException;
import watchpost.alerts.transport.Transport;
import watchpost.alerts.webhook.WebhookTimers;
import watchpost.alerts.webhook.WebhookTransport;
import watchpost.core.time.Ticker;

/** Makes the ways for messages beside MQTT that the settings want, each with its file in a folder of its own. */
final class SideChannelFactory {
    /** A server that fails is left alone for longer than a broker. */
    private static final int PATIENCE = 6;

    private final AlertSettings settings;
    private final MqttTimers pace;
    private final PictureShelf pictures;
    private final Consumer<Runnable> outboxThread;
    private final InstantSource clock;
    private final Ticker ticker;

    /**
     * @param pace of the broker, which the others follow more slowly
     * @param outboxThread runs a task on the thread {@code outbox}
     */
    SideChannelFactory(
            AlertSettings settings,
            MqttTimers pace,
            PictureShelf pictures,
            Consumer<Runnable> outboxThread,
            InstantSource clock,
            Ticker ticker) {
        this.settings = settings;
        this.pace = pace;
        this.pictures = pictures;
        this.outboxThread = outboxThread;
        this.clock = clock;
        this.ticker = ticker;
    }

    SideChannels open(Messages messages, Ids ids) throws OutboxException {
        Map<String, SideChannel> channels = new LinkedHashMap<>();
        if (settings.webhook().isPresent()) {
            HookSettings hook = settings.webhook().get();
            Transport transport = new WebhookTransport(hook.server(), webhookTimers(), pictures, clock, ticker);
            Selection selection = new PostSelection(hook.quiet(), hook.measurements());
            SideChannel.Opening opening = opening(SideChannels.WEBHOOK, hook.outboxBytes(), messages, ids);
            channels.put(SideChannels.WEBHOOK, new SideChannel(selection, opening, transport, outboxThread, ticker));
        }
        if (settings.mail().isPresent()) {
            EmailSettings mail = settings.mail().get();
            Transport transport =
                    new MailTransport(settings.origin(), mail.relay(), mailTimers(), pictures, clock, ticker);
            Selection selection = new MailSelection(mail.least(), mail.quiet(), mail.closed());
            SideChannel.Opening opening = opening(SideChannels.MAIL, mail.outboxBytes(), messages, ids);
            channels.put(SideChannels.MAIL, new SideChannel(selection, opening, transport, outboxThread, ticker));
        }
        return new SideChannels(channels);
    }

    private SideChannel.Opening opening(String name, long bytes, Messages messages, Ids ids) {
        return suspect -> Outbox.open(
                SideChannels.folder(settings.storage().directory(), name), bytes, messages, ids, clock, suspect);
    }

    private Duration longestPause() {
        return pace.longestPause().multipliedBy(PATIENCE);
    }

    private WebhookTimers webhookTimers() {
        return new WebhookTimers(
                pace.connect(), pace.confirmation(), pace.firstPause(), longestPause(), longestPause());
    }

    private MailTimers mailTimers() {
        return new MailTimers(
                pace.connect(),
                pace.confirmation(),
                pace.confirmation().multipliedBy(PATIENCE),
                pace.firstPause(),
                longestPause());
    }
}
