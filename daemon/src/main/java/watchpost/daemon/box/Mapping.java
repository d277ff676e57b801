package watchpost.daemon.box;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import watchpost.alerts.AlertSettings;
import watchpost.alerts.CommandSettings;
import watchpost.alerts.EmailSettings;
import watchpost.alerts.HookSettings;
import watchpost.alerts.ReceiptSettings;
import watchpost.alerts.command.Role;
import watchpost.alerts.contract.Origin;
import watchpost.alerts.contract.Topics;
import watchpost.alerts.mail.MailSettings;
import watchpost.alerts.profile.ProfileSettings;
import watchpost.alerts.transport.BrokerSettings;
import watchpost.alerts.webhook.WebhookSettings;
import watchpost.capture.CameraSettings;
import watchpost.capture.Timers;
import watchpost.capture.Transport;
import watchpost.capture.demand.DecodeMode;
import watchpost.capture.ffmpeg.Deblocking;
import watchpost.capture.ffmpeg.DecoderKind;
import watchpost.capture.ffmpeg.DecoderOrder;
import watchpost.capture.ring.RingLimits;
import watchpost.capture.rtsp.Trust;
import watchpost.capture.scene.SceneVerdict;
import watchpost.config.CameraConfig;
import watchpost.config.DetectorConfig;
import watchpost.config.DeviceConfig;
import watchpost.config.MailConfig;
import watchpost.config.MqttConfig;
import watchpost.config.StorageConfig;
import watchpost.config.WebhookConfig;
import watchpost.core.vision.FrameShape;
import watchpost.daemon.console.Version;
import watchpost.daemon.live.CameraView;
import watchpost.daemon.scene.RuleShapes;
import watchpost.detector.DetectorSettings;
import watchpost.detector.model.Model;
import watchpost.detector.onnx.Provider;
import watchpost.detector.trial.ModelTrial;
import watchpost.rules.track.TrackerSettings;

/** From the words of the configuration to those of the modules, which do not know each other. */
public final class Mapping {
    private Mapping() {}

    /** @param recentShare bytes of recent video that one camera may keep, whatever it is configured to */
    static CameraSettings camera(CameraConfig config, FrameShape shape, long recentShare) {
        CameraConfig.Timers timers = config.timers();
        return new CameraSettings(
                config.id(),
                config.url(),
                Transport.valueOf(config.transport().name()),
                shape,
                config.analysedFps(),
                new Timers(
                        timers.connect(),
                        timers.bytes(),
                        timers.firstPicture(),
                        timers.picture(),
                        Timers.DEFAULT.udpSilence()),
                trust(config.tls()),
                new CameraSettings.Decode(
                        DecodeMode.valueOf(config.decode().name()),
                        config.deblock() ? Deblocking.FULL : Deblocking.SKIPPED,
                        decoders(config.decoders())),
                new CameraSettings.Playback(config.loop(), config.folderFps()),
                config.sceneChecks().stream()
                        .map(check -> SceneVerdict.valueOf(check.name()))
                        .collect(Collectors.toSet()),
                new RingLimits(config.recent().keep(), Math.min(config.recent().mostBytes(), recentShare)));
    }

    private static DecoderOrder decoders(List<CameraConfig.Decoder> config) {
        if (config.contains(CameraConfig.Decoder.AUTO)) {
            return DecoderOrder.AUTO;
        }
        List<DecoderKind> hardware = config.stream()
                .filter(decoder -> decoder != CameraConfig.Decoder.SOFTWARE)
                .map(decoder -> DecoderKind.valueOf(decoder.name()))
                .toList();
        return new DecoderOrder(hardware, true);
    }

    private static Trust trust(CameraConfig.Tls tls) {
        if (tls.insecure()) {
            return Trust.anybody();
        }
        return tls.fingerprint()
                .map(Trust::pinned)
                .or(() -> tls.caFile().map(Trust::signedBy))
                .orElseGet(Trust::authorities);
    }

    static CameraView view(CameraConfig config) {
        return new CameraView(
                config.id(),
                RuleShapes.of(config.rules(), config.masks()),
                config.rules().stream()
                        .map(rule -> new CameraView.Rule(
                                rule.id().value(),
                                rule.kind(),
                                RuleShapes.place(rule),
                                rule.watch().classes(),
                                rule.watch().minTravel()))
                        .toList());
    }

    /** The model that the configuration names. */
    public static Model model(DetectorConfig config) {
        return config.model()
                .file()
                .map(ModelTrial::load)
                .orElseGet(() -> config.model().variant().map(Model::builtIn).orElseGet(Model::builtIn));
    }

    /** How the configuration wants the model to run. */
    public static DetectorSettings detector(DetectorConfig config) {
        List<Provider> providers = config.providers().isEmpty()
                ? Provider.ladder()
                : config.providers().stream()
                        .map(provider -> Provider.valueOf(provider.name()))
                        .toList();
        DetectorSettings settings = new DetectorSettings(providers, OptionalDouble.empty());
        return config.batch().isPresent() ? settings.batchesOf(config.batch().getAsInt()) : settings;
    }

    /** Detections as sure as the configuration wants start and lead tracks; weaker ones only keep them alive. */
    public static TrackerSettings tracker(DetectorConfig config) {
        TrackerSettings usual = TrackerSettings.DEFAULT;
        double high = config.confidence();
        return new TrackerSettings(
                high,
                Math.min(usual.low(), high),
                Math.min(1, high + usual.start() - usual.high()),
                usual.confirmAfter(),
                usual.keepHidden(),
                usual.showHidden(),
                usual.capacity());
    }

    static AlertSettings alerts(DeviceConfig config) {
        return new AlertSettings(
                origin(config),
                Version.current(),
                storage(config.storage(), config.cameras().size()),
                broker(config.mqtt()),
                config.mqtt().receipts().map(Mapping::receipts).orElse(ReceiptSettings.NONE),
                commands(config.mqtt().commands()),
                config.webhook().map(Mapping::webhook),
                config.mail().map(Mapping::mail),
                new ProfileSettings(
                        config.mqtt().profiles().homeAssistant().map(ProfileSettings.HomeAssistant::new),
                        config.mqtt().profiles().onvif().map(ProfileSettings.OnvifEvents::new),
                        config.mqtt().profiles().ngsiLd().map(ProfileSettings.NgsiLdEntities::new),
                        watched(config)));
    }

    /** Each camera may keep the same share of what all may keep together. */
    private static AlertSettings.Storage storage(StorageConfig config, int cameras) {
        int shares = Math.max(1, cameras);
        return new AlertSettings.Storage(
                config.directory(),
                config.outboxBytes(),
                config.picturesBytes() / shares,
                config.clipsBytes() / shares,
                config.keep());
    }

    /** What other software is told of. */
    static List<ProfileSettings.Watched> watched(DeviceConfig config) {
        return config.cameras().stream()
                .map(camera -> new ProfileSettings.Watched(
                        camera.id(), camera.ground().isPresent(), camera.location(), camera.rules()))
                .toList();
    }

    private static HookSettings webhook(WebhookConfig config) {
        return new HookSettings(
                new WebhookSettings(config.url(), config.secretFile(), config.caFile(), config.pictures()),
                config.outboxBytes(),
                config.quiet(),
                config.measurements());
    }

    private static EmailSettings mail(MailConfig config) {
        MailConfig.Wants wants = config.wants();
        return new EmailSettings(relay(config), config.outboxBytes(), wants.least(), wants.quiet(), wants.closed());
    }

    /** How mails are sent. */
    public static MailSettings relay(MailConfig config) {
        MailConfig.Relay relay = config.relay();
        return new MailSettings(
                new MailSettings.Server(
                        relay.host(),
                        relay.port(),
                        MailSettings.Security.valueOf(relay.security().name()),
                        relay.caFile()),
                relay.login().map(login -> new MailSettings.Login(login.username(), login.passwordFile())),
                config.from(),
                config.to(),
                config.wants().perHour(),
                new MailSettings.Style(config.wants().pictures(), config.zone(), config.page()));
    }

    static CommandSettings commands(MqttConfig.Commands config) {
        List<Role> roles = config.roles().stream()
                .map(role -> new Role(role.name(), role.keyFile(), role.may()))
                .toList();
        return new CommandSettings(roles, config.escalateAfter());
    }

    private static ReceiptSettings receipts(MqttConfig.Receipts config) {
        return new ReceiptSettings(Set.copyOf(config.from()), config.deadline());
    }

    /** Who speaks in the messages. */
    public static Origin origin(DeviceConfig config) {
        return new Origin(config.site(), config.box(), new Topics(config.mqtt().topic()));
    }

    private static BrokerSettings broker(MqttConfig config) {
        return new BrokerSettings(
                config.url(),
                config.login().map(MqttConfig.Login::username),
                config.login().flatMap(MqttConfig.Login::passwordFile),
                config.caFile(),
                config.identity().map(MqttConfig.Identity::certificateFile),
                config.identity().map(MqttConfig.Identity::keyFile));
    }
}
