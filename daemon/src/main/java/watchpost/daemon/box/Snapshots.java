package watchpost.daemon.box;

import java.util.function.BiFunction;
import watchpost.alerts.Performer;
import watchpost.alerts.command.Command;
import watchpost.alerts.command.CommandRefused;
import watchpost.alerts.contract.Messages;
import watchpost.core.event.CameraState;
import watchpost.core.event.CameraStatus;
import watchpost.core.event.Values;
import watchpost.core.id.CameraId;
import watchpost.daemon.web.WebSources;

/** The command {@code snapshot}: what a camera shows now, with its masks burned in, published on the topic that the reply names. */
final class Snapshots implements Performer {
    private static final int WIDTH = 1280;

    private final Cameras cameras;
    private final WebSources.Pictures pictures;
    private final BiFunction<CameraId, byte[], String> publish;

    /** @param publish sends a camera's picture and returns its topic */
    Snapshots(Cameras cameras, WebSources.Pictures pictures, BiFunction<CameraId, byte[], String> publish) {
        this.cameras = cameras;
        this.pictures = pictures;
        this.publish = publish;
    }

    @Override
    public Values perform(Command command) throws CommandRefused {
        String name = command.argument("camera").orElseThrow(() -> new CommandRefused("snapshot needs a camera"));
        CameraStatus status = cameras.statuses().stream()
                .filter(one -> one.camera().value().equals(name))
                .findFirst()
                .orElseThrow(() -> new CommandRefused("no camera called " + name + " is running"));
        if (status.state() != CameraState.STREAMING && !status.state().hidesScene()) {
            throw new CommandRefused("camera " + name + " is " + status.state().wireName()
                    + (status.reason().isEmpty() ? "" : ": " + status.reason()));
        }
        WebSources.Jpeg picture = pictures.camera(status.camera(), WIDTH)
                .orElseThrow(() -> new CommandRefused("camera " + name + " has no picture yet; try again"));
        return Values.builder()
                .put("camera", name)
                .put("picture", publish.apply(status.camera(), picture.bytes()))
                .put("taken_at", Messages.stamp(picture.at().wall()))
                .build();
    }
}
