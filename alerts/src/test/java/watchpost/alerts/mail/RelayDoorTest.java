package watchpost.alerts.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import watchpost.testkit.Await;
import watchpost.testkit.net.FaultProxy;

/** A relay that never comes to an end. */
class RelayDoorTest {
    private static MailTimers whole(Duration time) {
        return new MailTimers(Duration.ofSeconds(3), Duration.ofSeconds(30), time, Duration.ZERO, Duration.ZERO);
    }

    private static MailSettings at(int port) {
        return new MailSettings(
                new MailSettings.Server("127.0.0.1", port, MailSettings.Security.STARTTLS, Optional.empty()),
                Optional.empty(),
                "box@example.com",
                List.of("guard@example.com"),
                30,
                new MailSettings.Style(false, ZoneId.of("UTC"), Optional.empty()));
    }

    /** Greets for ever, a few bytes a second. */
    private static ServerSocket talker() throws IOException {
        ServerSocket door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> {
            try (Socket client = door.accept();
                    OutputStream out = client.getOutputStream()) {
                while (!client.isClosed()) {
                    out.write("220-and another thing\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException e) {
                // the client went, which is what is waited for
                return;
            }
        });
        thread.setDaemon(true);
        thread.start();
        return door;
    }

    @Test
    void aRelayThatTalksForEverIsLeft() throws Exception {
        try (ServerSocket talker = talker();
                FaultProxy proxy = FaultProxy.to(talker.getLocalPort());
                RelayDoor door = new RelayDoor(at(proxy.port()), whole(Duration.ofMillis(700)))) {
            proxy.fromTarget().throttle(100);
            RelayTrouble trouble = assertThrows(RelayTrouble.class, door::greet);
            assertEquals("mail relay 127.0.0.1:" + proxy.port() + ": it took longer than 0.7 s", trouble.sentence());
        }
    }

    @Test
    void closingEndsTheWaiting() throws Exception {
        try (ServerSocket talker = talker();
                FaultProxy proxy = FaultProxy.to(talker.getLocalPort());
                RelayDoor door = new RelayDoor(at(proxy.port()), whole(Duration.ofMinutes(5)))) {
            proxy.fromTarget().throttle(100);
            CompletableFuture<RelayTrouble> waiting =
                    CompletableFuture.supplyAsync(() -> assertThrows(RelayTrouble.class, door::greet));
            Await.until("a conversation", () -> proxy.open() == 1);
            door.cut();
            Await.until("its end", waiting::isDone);
        }
    }
}
