package watchpost.daemon.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import watchpost.config.DeviceConfig;
import watchpost.daemon.box.Mapping;

/** Examines this machine. */
public final class Doctor {
    private Doctor() {}

    /** The checks, each run when it is asked for: some take a second. */
    public static List<Supplier<Finding>> checks(DeviceConfig config) {
        List<Supplier<Finding>> checks = new ArrayList<>(List.of(
                SystemChecks::java,
                SystemChecks::system,
                SystemChecks::glibc,
                SystemChecks::memory,
                LibraryChecks::ffmpeg,
                () -> LibraryChecks.detector(
                        () -> Mapping.model(config.detector()),
                        Mapping.detector(config.detector()),
                        config.detector().workers()),
                () -> SystemChecks.storage(config.storage().directory()),
                SystemChecks::clock,
                () -> SystemChecks.port(config.http().address(), config.http().port())));
        config.mail().ifPresent(mail -> checks.add(() -> MailCheck.of(mail)));
        return checks;
    }
}
