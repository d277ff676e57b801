package watchpost.daemon.box;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import watchpost.alerts.AlertCounters;
import watchpost.alerts.ChannelState;
import watchpost.alerts.transport.ConnectionState;
import watchpost.core.event.CameraState;
import watchpost.core.event.CameraStatus;
import watchpost.core.id.CameraId;
import watchpost.daemon.web.Health;

class BoxHealthTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final ConnectionState CONNECTED = new ConnectionState(true, "", NOW, 1);

    @Test
    void aBoxWhoseCamerasStreamIsWell() {
        assertEquals(
                "ok",
                health(List.of(camera("a", CameraState.STREAMING, 900)), 0, CONNECTED)
                        .word());
    }

    @Test
    void aCameraMayTakeAMomentToConnect() {
        assertEquals(
                "ok",
                health(List.of(camera("a", CameraState.CONNECTING, 5)), 0, CONNECTED)
                        .word());
        assertEquals(
                "failing",
                health(List.of(camera("a", CameraState.CONNECTING, 60)), 0, CONNECTED)
                        .word());
    }

    @Test
    void oneCameraThatIsAwayDoesNotFailTheBox() {
        List<CameraStatus> cameras =
                List.of(camera("a", CameraState.STREAMING, 60), camera("b", CameraState.STALLED, 60));
        Health health = health(cameras, 0, CONNECTED);
        assertEquals("degraded", health.word());
        assertEquals(List.of("camera b is stalled: cut off"), health.reasons());
    }

    @Test
    void aBlindOrFrozenCameraIsToldAndTheBoxDoesItsWork() {
        Health health =
                health(List.of(camera("a", CameraState.BLIND, 60), camera("b", CameraState.FROZEN, 60)), 0, CONNECTED);
        assertEquals("degraded", health.word());
        assertEquals(List.of("camera a is blind", "camera b is frozen"), health.reasons());
        assertEquals(
                "failing",
                health(List.of(camera("a", CameraState.STALLED, 60)), 0, CONNECTED)
                        .word());
    }

    @Test
    void aDiskThatDoesNotKeepUpFailsTheBox() {
        assertEquals("failing", health(List.of(), 5_000, CONNECTED).word());
    }

    @Test
    void aWebServerThatIsAwayForAMinuteIsTold() {
        Instant now = Instant.parse("2026-11-21T12:00:00Z");
        ConnectionState refused = new ConnectionState(false, "webhook https://a: refused", now.minusSeconds(61), 3);
        assertEquals(
                Optional.of(
                        "messages have not arrived since 2026-11-21T11:58:59Z: webhook https://a: refused; 7 messages wait"),
                BoxHealth.of(new ChannelState(refused, 7, 0, 0), now));
        assertEquals(Optional.empty(), BoxHealth.of(new ChannelState(refused, 7, 0, 0), now.minusSeconds(2)));
        assertEquals(
                Optional.empty(),
                BoxHealth.of(new ChannelState(new ConnectionState(true, "", Instant.EPOCH, 3), 7, 0, 0), now));
    }

    @Test
    void aBrokerThatStaysAwayIsTold() {
        ConnectionState away = new ConnectionState(false, "the connection is refused", NOW.minusSeconds(90), 1);
        Health health = health(List.of(), 0, away);
        assertEquals("degraded", health.word());
        assertTrue(health.reasons().get(0).contains("the connection is refused"), health.reasons()::toString);
        ConnectionState justNow = new ConnectionState(false, "the connection is refused", NOW.minusSeconds(9), 1);
        assertEquals("ok", health(List.of(), 0, justNow).word());
    }

    private static Health health(List<CameraStatus> cameras, long queued, ConnectionState broker) {
        return BoxHealth.of(cameras, new AlertCounters(queued, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0), broker, NOW);
    }

    private static CameraStatus camera(String id, CameraState state, long seconds) {
        String reason = state == CameraState.STALLED ? "cut off" : "";
        return new CameraStatus(new CameraId(id), state, reason, NOW.minusSeconds(seconds), 10, 5);
    }
}
