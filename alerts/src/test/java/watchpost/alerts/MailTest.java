package watchpost.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import watchpost.alerts.MailServer.Step;
import watchpost.alerts.evidence.EvidenceRenderer;
import watchpost.alerts.evidence.PictureSource;
import watchpost.alerts.mail.MailSettings;
import watchpost.alerts.mail.MailSettings.Security;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.event.Severity;
import watchpost.testkit.Await;
import watchpost.testkit.net.FaultProxy;
import watchpost.testkit.tls.TestAuthority;

/** Letters to a real mail server, through a proxy that breaks; the broker is away. */
class MailTest {
    private static final String NO_BROKER = "mqtt://127.0.0.1:1";
    private static TestAuthority authority;
    private static TestAuthority.Identity identity;

    @TempDir
    Path directory;

    private final AtomicLong jump = new AtomicLong();
    /** How often the thread that sends has looked at the time. */
    private final AtomicLong looks = new AtomicLong();

    private final List<String> recipients = new CopyOnWriteArrayList<>(List.of("guard@example.com"));
    private Security security = Security.STARTTLS;
    private int perHour = 100_000;
    private boolean closed;
    private PictureSource pictures = PictureSource.NONE;
    private MailServer server;
    private FaultProxy proxy;
    private AlertService service;

    @BeforeAll
    static void certify() {
        authority = TestAuthority.create();
        identity = authority.issue("server", List.of("IP:127.0.0.1"));
        // OpenCV takes its time to load, which is not what is tested here
        new EvidenceRenderer(64).warmUp();
    }

    @AfterAll
    static void forget() {
        authority.close();
    }

    @BeforeEach
    void serve() throws Exception {
        Files.writeString(directory.resolve("password"), MailServer.PASSWORD + "\n");
        serve(identity);
    }

    private void serve(TestAuthority.Identity shown) throws Exception {
        server = new MailServer(shown, security);
        proxy = FaultProxy.to(server.port());
    }

    @AfterEach
    void stop() {
        if (service != null) {
            service.close();
        }
        proxy.close();
        server.close();
    }

    private void start(Security wanted, Path ca) throws Exception {
        MailSettings relay = new MailSettings(
                new MailSettings.Server("127.0.0.1", proxy.port(), wanted, Optional.of(ca)),
                Optional.of(new MailSettings.Login(MailServer.USER, directory.resolve("password"))),
                "watchpost@example.com",
                recipients,
                perHour,
                new MailSettings.Style(
                        true, ZoneId.of("Europe/Berlin"), Optional.of(URI.create("https://box.example.com/"))));
        EmailSettings mail = new EmailSettings(relay, 16 << 20, Severity.ALARM, false, closed);
        service = Services.open(directory, NO_BROKER, Optional.empty(), Optional.of(mail), pictures, this::nanoTime);
    }

    private long nanoTime() {
        if (Thread.currentThread().getName().equals("mail")) {
            looks.incrementAndGet();
        }
        return System.nanoTime() + jump.get();
    }

    private void start() throws Exception {
        start(security, authority.certificate());
    }

    private void alarm(long track) {
        service.accept(Events.intrusion(Phase.OPENED, track, 1));
    }

    private ChannelState mail() {
        return service.channels().get("mail");
    }

    private void awaitTaken(int letters) {
        Await.until(letters + " letters", () -> server.taken().size() >= letters);
        Await.until("nothing that waits", () -> mail().backlog() == 0);
        assertEquals(letters, server.taken().size());
    }

    private void awaitSentence(String part) {
        Await.until(part, () -> mail().connection().sentence().contains(part));
        assertFalse(mail().connection().sentence().contains(MailServer.PASSWORD));
    }

    private MailServer.Mail letter(int number) {
        return server.taken().get(number);
    }

    @Test
    void anAlarmArrivesWithItsPictureAtEachRecipientAndItsEndBelongsToIt() throws Exception {
        recipients.add("chief@example.com");
        closed = true;
        pictures = AlertServiceTest::picture;
        start();
        alarm(1);
        awaitTaken(2);
        assertEquals(
                List.of("guard@example.com", "chief@example.com"),
                server.taken().stream().map(MailServer.Mail::recipient).toList());
        MimeMessage message = letter(0).message();
        assertEquals("Intrusion · gate · yard: person in yard for 12 s", message.getSubject());
        Multipart parts = (Multipart) message.getContent();
        String text = (String) parts.getBodyPart(0).getContent();
        assertTrue(text.contains("Person in yard for 12 s."), text);
        assertTrue(text.contains("Where     camera gate, zone yard"), text);
        assertTrue(text.contains("Saturday, 21 November 2026, 03:49:39 CET"), text);
        assertTrue(text.contains("https://box.example.com/"), text);
        byte[] jpeg = parts.getBodyPart(1).getInputStream().readAllBytes();
        String id = service.recentIncidents().get(0).incident().id();
        assertEquals(service.picture(id).orElseThrow().length, jpeg.length);
        assertEquals("<" + id + "@gate-7.north.watchpost>", message.getMessageID());
        service.accept(Events.intrusion(Phase.CLOSED, 1, 2));
        jump.addAndGet(Duration.ofSeconds(20).toNanos());
        awaitTaken(4);
        assertTrue(
                letter(2).message().getSubject().startsWith("Over: Intrusion"),
                letter(2).raw());
        assertEquals(message.getMessageID(), letter(2).header("In-Reply-To"));
        assertEquals(2, mail().sent());
    }

    @Test
    void aTestAlarmIsMarkedAndWhatIsLessGraveIsNotSent() throws Exception {
        start();
        service.accept(Events.tooMany(Phase.OPENED, 1, 1));
        service.accept(Events.footfall(60));
        service.test(new TestAlarm(
                Events.GATE,
                new watchpost.core.id.RuleId("yard-intrusion"),
                watchpost.core.event.IncidentKind.INTRUSION,
                Severity.ALARM,
                Optional.empty(),
                "the installer"));
        awaitTaken(1);
        assertEquals(
                "[TEST] Intrusion · gate: test alarm, asked for by the installer",
                letter(0).message().getSubject());
    }

    @ParameterizedTest
    @CsvSource({"SENDER, 451", "SENDER, 550", "RECIPIENT, 450", "RECIPIENT, 530", "LETTER, 452"})
    void whatTheRelayDoesNotTakeNowIsSentLater(Step where, int code) throws Exception {
        start();
        server.fault((at, what) -> at == where ? code : 0);
        alarm(1);
        Await.until("two tries", () -> server.refusals() >= 2);
        awaitSentence(Integer.toString(code));
        assertEquals(1, mail().backlog());
        server.heal();
        awaitTaken(1);
        assertEquals(0, mail().givenUp());
    }

    @Test
    void whoIsRefusedForGoodHoldsNobodyUp() throws Exception {
        recipients.add(0, "gone@example.com");
        start();
        server.fault((at, what) -> at == Step.RECIPIENT && what.startsWith("gone") ? 550 : 0);
        alarm(1);
        alarm(2);
        awaitTaken(2);
        assertEquals(0, mail().givenUp(), "somebody got it");
        assertTrue(mail().connection().connected());
    }

    @Test
    void aLetterThatNobodyMayGetIsGivenUpAndThatIsSaid() throws Exception {
        start();
        server.fault((at, what) -> at == Step.LETTER && what.contains("Intrusion") ? 554 : 0);
        alarm(1);
        awaitTaken(1);
        assertEquals(1, mail().givenUp());
        assertEquals("gate-7: 1 alarms not sent by mail", letter(0).message().getSubject());
        assertTrue(letter(0).raw().contains("554"), letter(0).raw());
        server.fault((at, what) -> at == Step.RECIPIENT ? 550 : 0);
        alarm(2);
        Await.until("the alarm and the word of it given up", () -> mail().givenUp() == 3 && mail().backlog() == 0);
        server.heal();
        alarm(3);
        awaitTaken(2);
    }

    @Test
    void aRelayThatTakesNoPictureGetsTheWords() throws Exception {
        pictures = AlertServiceTest::picture;
        start();
        server.fault((at, what) -> at == Step.LETTER && what.contains("image/jpeg") ? 552 : 0);
        alarm(1);
        awaitTaken(1);
        assertEquals(1, server.refusals());
        assertTrue(
                letter(0).raw().contains("The relay did not take the picture."),
                letter(0).raw());
    }

    @Test
    void aRelayThatIsAwayGetsEverythingLaterAlsoAfterARestart() throws Exception {
        proxy.refuse();
        start();
        alarm(1);
        alarm(2);
        awaitSentence("the connection is refused");
        service.close();
        proxy.listen();
        start();
        awaitTaken(2);
        assertTrue(letter(1).raw().contains("comes late"), letter(1).raw());
        proxy.both().swallow(true);
        alarm(3);
        awaitSentence("no answer within 2.0 s");
        proxy.both().heal();
        proxy.reset();
        awaitTaken(3);
    }

    @ParameterizedTest
    @EnumSource(
            value = Security.class,
            names = {"TLS", "STARTTLS"})
    void aRelayThatShowsTheWrongCertificateLearnsNothing(Security by) throws Exception {
        stop();
        security = by;
        serve(identity);
        try (TestAuthority other = TestAuthority.create()) {
            start(by, other.certificate());
            alarm(1);
            awaitSentence("not signed by an authority that the box trusts; set mail.ca-file");
            service.close();
        }
        stop();
        serve(authority.issue("another", List.of("DNS:another.example")));
        start();
        awaitSentence("its certificate is not for the name in mail.relay");
        assertEquals(0, server.logins());
        assertEquals(List.of(), server.taken());
        stop();
        serve(identity);
        start();
        awaitTaken(1);
    }

    @Test
    void aRelayWithoutEncryptionGetsNoLogin() throws Exception {
        stop();
        security = Security.NONE;
        serve(identity);
        start(Security.STARTTLS, authority.certificate());
        alarm(1);
        awaitSentence("it offers no encryption; write smtps://");
        assertEquals(0, server.logins());
        service.close();
        start(Security.NONE, authority.certificate());
        awaitTaken(1);
    }

    @Test
    void aWrongPasswordIsSaidWithoutItAndTheRightOneNeedsNoRestart() throws Exception {
        try (ClientLog log = new ClientLog()) {
            String wrong = MailServer.PASSWORD + " of last year";
            Files.writeString(directory.resolve("password"), wrong);
            start();
            alarm(1);
            awaitSentence("the login is refused (535");
            Files.writeString(directory.resolve("password"), MailServer.PASSWORD);
            awaitTaken(1);
            String all = log.text();
            assertTrue(all.contains("the login is refused"), "the log was listened to");
            String encoded = Base64.getEncoder()
                    .encodeToString(
                            ("\0" + MailServer.USER + "\0" + MailServer.PASSWORD).getBytes(StandardCharsets.UTF_8));
            assertFalse(all.contains(MailServer.PASSWORD), all);
            assertFalse(all.contains(encoded), all);
        }
    }

    @Test
    void aFloodGoesTogetherInDigestsAndNothingIsLeftOut() throws Exception {
        perHour = 4;
        start();
        for (int track = 1; track <= 50; track++) {
            alarm(track);
        }
        int letters = 2;
        for (awaitTold(50, letters); mail().backlog() > 0; awaitTold(50, letters)) {
            passHalfAnHour();
            letters++;
        }
        // one digest, or more on a machine so slow that not all was handed over when its time came
        assertTrue(letters < 10, letters + " letters");
        alarm(51);
        Await.until("held back", () -> mail().backlog() == 1);
        passHalfAnHour();
        awaitTaken(letters + 1);
        assertEquals(
                "Intrusion · gate · yard: person in yard for 12 s",
                letter(letters).message().getSubject());
    }

    /** What is held back is looked at again and again, also if nothing comes; then half an hour passes. */
    private void passHalfAnHour() {
        long before = looks.get();
        Await.until("three more looks", () -> looks.get() >= before + 3);
        jump.addAndGet(Duration.ofMinutes(30).toNanos());
    }

    /** Waits until {@code letters} letters went, and each of {@code messages} messages is told in one of them or waits. */
    private void awaitTold(int messages, int letters) throws Exception {
        Await.until(letters + " letters", () -> server.taken().size() == letters);
        long told = 0;
        for (MailServer.Mail letter : server.taken()) {
            told += messages(letter.message());
        }
        long rest = messages - told;
        Await.until(rest + " stored", () -> mail().backlog() == rest);
    }

    /** How many messages a letter tells; a digest says it in its subject too. */
    private static long messages(MimeMessage letter) throws Exception {
        String text = (String) letter.getContent();
        long lines = text.lines()
                .filter(line -> line.contains("alarm: Intrusion · gate · yard"))
                .count();
        if (lines > 0) {
            assertEquals("gate-7: " + lines + " messages held back", letter.getSubject(), text);
        }
        return Math.max(1, lines);
    }
}
