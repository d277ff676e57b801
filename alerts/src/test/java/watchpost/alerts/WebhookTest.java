package watchpost.alerts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import watchpost.alerts.evidence.EvidenceRenderer;
import watchpost.alerts.webhook.WebhookSettings;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.event.Severity;
import watchpost.testkit.Await;
import watchpost.testkit.mqtt.Mosquitto;
import watchpost.testkit.net.FaultProxy;
import watchpost.testkit.tls.TestAuthority;

/** Posts to a real web server, through a proxy that breaks; the broker is away unless a test says otherwise. */
class WebhookTest {
    private static final String NO_BROKER = "mqtt://127.0.0.1:1";
    private static TestAuthority authority;
    private static TestAuthority.Identity identity;

    @TempDir
    Path directory;

    private HookServer server;
    private FaultProxy proxy;
    private AlertService service;

    @BeforeAll
    static void certify() {
        authority = TestAuthority.create();
        identity = authority.issue("server", List.of("IP:127.0.0.1"));
    }

    @AfterAll
    static void forget() {
        authority.close();
    }

    @BeforeEach
    void serve() throws Exception {
        server = new HookServer(identity);
        proxy = FaultProxy.to(server.port());
        Files.writeString(directory.resolve("secret"), HookServer.SECRET + "\n");
    }

    @AfterEach
    void stop() {
        if (service != null) {
            service.close();
        }
        proxy.close();
        server.close();
    }

    private void start(String broker, Path ca, long bytes) throws Exception {
        URI url = URI.create("https://127.0.0.1:" + proxy.port() + "/in?key=hidden");
        WebhookSettings settings = new WebhookSettings(url, directory.resolve("secret"), Optional.of(ca), false);
        service = Services.open(directory, broker, new HookSettings(settings, bytes, false, false));
    }

    private void start() throws Exception {
        start(NO_BROKER, authority.certificate(), 16 << 20);
    }

    /** {@code count} incidents that open and close. */
    private void happen(long first, long count) {
        for (long number = first; number < first + count; number++) {
            service.accept(Events.tooMany(Phase.OPENED, 1, number));
            service.accept(Events.tooMany(Phase.CLOSED, 1, number));
        }
    }

    private ChannelState hook() {
        return service.channels().get("webhook");
    }

    private void awaitTaken(long events) {
        Await.until(events + " messages", () -> server.checker.events() >= events);
        Await.until("nothing that waits", () -> hook().backlog() == 0);
        assertTrue(server.checker.isClean(), server.checker::report);
        assertEquals(List.of(), server.wrong());
    }

    private void awaitSentence(String part) {
        Await.until(part, () -> hook().connection().sentence().contains(part));
        assertFalse(hook().connection().sentence().contains("hidden"));
    }

    private List<Long> sequence() {
        return server.taken().stream()
                .map(text -> Long.valueOf(text.replaceAll(".*\"seq\":([0-9]+).*", "$1")))
                .toList();
    }

    @Test
    void messagesArriveSignedAndInOrderWhileTheBrokerIsAwayAlsoAfterARestart() throws Exception {
        start();
        service.accept(Events.footfall(60));
        happen(1, 20);
        awaitTaken(40);
        assertEquals(LongStream.rangeClosed(1, 40).boxed().toList(), sequence());
        assertEquals(
                0,
                server.taken().stream()
                        .filter(text -> text.contains("footfall"))
                        .count());
        assertTrue(hook().connection().connected());
        proxy.refuse();
        happen(21, 5);
        Await.until("stored", () -> hook().backlog() == 10);
        service.close();
        proxy.listen();
        start();
        awaitTaken(50);
        assertEquals(
                1,
                server.taken().stream()
                        .map(text -> text.replaceAll(".*\"epoch\":\"([^\"]+).*", "$1"))
                        .distinct()
                        .count());
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 429, 302, 403})
    void whatIsNotTakenStaysAndGoesOutInOrder(int status) throws Exception {
        start();
        server.status(status);
        happen(1, 5);
        Await.until("two tries", () -> server.refusals() >= 2);
        awaitSentence("answered " + status);
        Await.until("stored", () -> hook().backlog() == 10);
        server.status(204);
        awaitTaken(10);
        assertEquals(LongStream.rangeClosed(1, 10).boxed().toList(), sequence());
        assertEquals(0, server.elsewhere(), "what is signed for one server goes to no other");
    }

    @Test
    void whatTheServerNeverTakesIsGivenUpAndSaid() throws Exception {
        start();
        server.poison(text -> text.contains("\"phase\":\"opened\"") && text.contains("\"count\":2,"));
        happen(1, 3);
        Await.until("one refused for good", () -> hook().givenUp() == 1);
        awaitTaken(6);
        assertTrue(server.taken().stream().anyMatch(text -> text.contains("answered 422 to it again and again")));
    }

    @Test
    void thePictureStandsInTheFirstPostAndIsSigned() throws Exception {
        new EvidenceRenderer(64).warmUp();
        URI url = URI.create("https://127.0.0.1:" + proxy.port() + "/in");
        WebhookSettings settings =
                new WebhookSettings(url, directory.resolve("secret"), Optional.of(authority.certificate()), true);
        service = Services.open(
                directory,
                NO_BROKER,
                Optional.of(new HookSettings(settings, 16 << 20, false, false)),
                Optional.empty(),
                AlertServiceTest::picture,
                System::nanoTime);
        service.accept(Events.intrusion(Phase.OPENED, 1, 2));
        service.accept(Events.intrusion(Phase.UPDATED, 1, 3));
        awaitTaken(2);
        String base64 = server.taken().get(0).replaceAll(".*\"picture_jpeg\":\"([^\"]+).*", "$1");
        String id = service.recentIncidents().get(0).incident().id();
        assertArrayEquals(service.picture(id).orElseThrow(), Base64.getDecoder().decode(base64));
        assertFalse(server.taken().get(1).contains("picture_jpeg"), "once is enough");
    }

    @Test
    void aServerThatIsAwayHoldsTheBrokerNotUpAndGetsEverythingLater() throws Exception {
        try (Mosquitto broker = Mosquitto.start();
                Subscriber subscriber = new Subscriber(broker.url(), "watchpost/north/gate-7/cameras/#")) {
            proxy.refuse();
            start(broker.url(), authority.certificate(), 16 << 20);
            happen(1, 50);
            Await.until("all over MQTT", () -> subscriber.count("/incidents/") >= 100);
            subscriber.assertContractKept();
            awaitSentence("refused");
            assertEquals(100, hook().backlog());
            proxy.listen();
            awaitTaken(100);
        }
    }

    @Test
    void aConnectionThatIsHalfOpenEndsAndNothingIsLost() throws Exception {
        start();
        happen(1, 1);
        awaitTaken(2);
        proxy.both().swallow(true);
        happen(2, 10);
        awaitSentence("no answer within 2.0 s");
        proxy.both().heal();
        proxy.reset();
        awaitTaken(22);
        proxy.fromTarget().throttle(2000);
        happen(12, 5);
        proxy.cut();
        proxy.fromTarget().heal();
        awaitTaken(32);
    }

    @Test
    void aServerThatShowsTheWrongCertificateGetsNothing() throws Exception {
        try (TestAuthority other = TestAuthority.create()) {
            start(NO_BROKER, other.certificate(), 16 << 20);
            happen(1, 1);
            awaitSentence("not signed by an authority that the box trusts; set webhook.ca-file");
        }
        try (HookServer another = new HookServer(authority.issue("another", List.of("DNS:another.example")))) {
            service.close();
            proxy.target(another.port());
            start();
            awaitSentence("its certificate is not for the name in webhook.url");
            assertEquals(List.of(), another.taken());
        }
        assertEquals(List.of(), server.taken());
        assertEquals(2, hook().backlog());
    }

    @Test
    void moreThanItMayKeepIsGivenUpAndDeclared() throws Exception {
        proxy.refuse();
        start(NO_BROKER, authority.certificate(), 64 << 10);
        happen(1, 150);
        Await.until("given up", () -> hook().givenUp() > 100);
        Await.until("stored", () -> service.counters().stored() >= 300);
        assertEquals(0, service.counters().givenUp(), "the broker's messages are all there");
        proxy.listen();
        Await.until("nothing that waits", () -> hook().backlog() == 0);
        assertTrue(server.checker.isClean(), server.checker::report);
        assertTrue(server.checker.messages().get("watchpost.gap/1") > 0, server.checker::report);
    }

    @Test
    void inQuietHoursOnlyTheEndOfWhatWasToldIsPosted() throws Exception {
        start();
        happen(1, 1);
        awaitTaken(2);
        service.accept(Events.intrusion(Phase.OPENED, 1, 2));
        awaitTaken(3);
        service.quietHours((severity, at) -> true);
        happen(2, 1);
        service.accept(Events.intrusion(Phase.CLOSED, 1, 3));
        service.close();
        start();
        awaitTaken(4);
        assertEquals(
                2,
                server.taken().stream()
                        .filter(text -> text.contains("occupancy-limit"))
                        .count());
        assertTrue(
                server.taken().get(3).contains("\"phase\":\"closed\""),
                server.taken().get(3));
        assertTrue(
                server.taken().get(3).contains(Severity.ALARM.wireName()),
                server.taken().get(3));
    }

    @Test
    void aSecretThatIsTooShortIsSaidAndTheRightOneNeedsNoRestart() throws Exception {
        Files.writeString(directory.resolve("secret"), "short\n");
        start();
        happen(1, 1);
        awaitSentence("holds no secret of at least 16 characters");
        Files.writeString(directory.resolve("secret"), HookServer.SECRET);
        awaitTaken(2);
    }
}
