package watchpost.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subethamail.smtp.server.SMTPServer;

/** Mails to a real mail server. */
class MailCommandTest {
    @TempDir
    Path folder;

    private String configuration(int port) throws IOException {
        String text = "site: north\nbox: gate-7\nhttp: {port: 0}\nstorage: {directory: " + folder.resolve("store")
                + "}\nmail: {relay: 'smtp://127.0.0.1:" + port
                + "', starttls: false, from: box@example.com, to: [guard@example.com]}\ncameras: {gate: {url: a.mp4}}\n";
        return Files.writeString(folder.resolve("watchpost.yaml"), text).toString();
    }

    @Test
    void aTestMailArrivesAndTheDoctorSendsNone() throws Exception {
        List<String> letters = new CopyOnWriteArrayList<>();
        SMTPServer server = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .messageHandler((session, from, to, letter) ->
                        letters.add(to + "\n" + new String(letter, StandardCharsets.UTF_8)))
                .build();
        server.start();
        try {
            String configuration = configuration(server.getPortAllocated());
            Ran doctor = Ran.of("doctor", "--config", configuration);
            assertTrue(doctor.out().contains("ok   mail     mail relay 127.0.0.1:"), doctor.out());
            assertEquals(List.of(), letters);
            Ran mail = Ran.of("mail", "--config", configuration);
            assertEquals(0, mail.exitCode(), mail.err());
            assertTrue(mail.out().contains("took a mail to guard@example.com"), mail.out());
            assertEquals(1, letters.size());
            assertTrue(letters.get(0).contains("Subject: [TEST] Mail from gate-7 (north)"), letters.get(0));
        } finally {
            server.stop();
        }
    }

    @Test
    void aRelayThatIsNotThereIsSaid() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Ran mail = Ran.of("mail", "--config", configuration(port));
        assertEquals(4, mail.exitCode(), mail.err());
        assertTrue(mail.err().contains("the connection is refused; check that the relay runs"), mail.err());
    }
}
