package watchpost.daemon.browser;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A headless Chromium with one page, steered through its DevTools protocol; errors on the page's console are kept. */
public final class Chromium implements AutoCloseable {
    private static final long ANSWER_SECONDS = 20;

    private final Process process;
    private final Path profile;
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<JsonObject>> answers = new ConcurrentHashMap<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();

    private Chromium(Process process, Path profile, URI page) throws Exception {
        this.process = process;
        this.profile = profile;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(page, new Messages())
                .get(ANSWER_SECONDS, TimeUnit.SECONDS);
        call("Page.enable", new JsonObject());
        call("Runtime.enable", new JsonObject());
        call("Log.enable", new JsonObject());
    }

    /** Starts {@code program} with an empty page. */
    public static Chromium start(Path program) throws Exception {
        Path profile = Files.createTempDirectory("chromium");
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--hide-scrollbars",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("chromium.log").toFile())
                .start();
        int port = portOf(process, profile);
        HttpResponse<String> pages = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        String url = new io.vertx.core.json.JsonArray(pages.body())
                .stream()
                        .map(JsonObject.class::cast)
                        .filter(page -> page.getString("type").equals("page"))
                        .findFirst()
                        .orElseThrow()
                        .getString("webSocketDebuggerUrl");
        return new Chromium(process, profile, URI.create(url));
    }

    /** Makes the window {@code width} by {@code height} and opens {@code url}. */
    public void open(String url, int width, int height) throws Exception {
        call(
                "Emulation.setDeviceMetricsOverride",
                new JsonObject()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", false));
        call("Page.navigate", new JsonObject().put("url", url));
    }

    /** The value of a JavaScript expression. */
    public Object evaluate(String expression) throws Exception {
        JsonObject answer = call(
                "Runtime.evaluate",
                new JsonObject()
                        .put("expression", expression)
                        .put("returnByValue", true)
                        .put("awaitPromise", true));
        if (answer.containsKey("exceptionDetails")) {
            throw new IllegalStateException(
                    answer.getJsonObject("exceptionDetails").encode());
        }
        return answer.getJsonObject("result").getValue("value");
    }

    /** Presses one key: {@code Tab}, {@code Enter}, {@code Escape}. */
    public void press(String key, int code) throws Exception {
        for (String type : List.of("keyDown", "keyUp")) {
            JsonObject event = new JsonObject()
                    .put("type", type)
                    .put("key", key)
                    .put("code", key)
                    .put("windowsVirtualKeyCode", code);
            if (key.equals("Enter")) {
                event.put("text", "\r");
            }
            call("Input.dispatchKeyEvent", event);
        }
    }

    /** Waits until {@code expression} is true; false if it was not within {@code limit}. */
    public boolean waitFor(String expression, Duration limit) throws Exception {
        String poll = "new Promise((done) => { const end = Date.now() + " + limit.toMillis()
                + "; const look = () => { if (" + expression + ") done(true);"
                + " else if (Date.now() > end) done(false); else setTimeout(look, 50); }; look(); })";
        return Boolean.TRUE.equals(evaluate(poll));
    }

    public void screenshot(Path file) throws Exception {
        String data = call("Page.captureScreenshot", new JsonObject().put("format", "png"))
                .getString("data");
        Files.write(file, Base64.getDecoder().decode(data));
    }

    /** What the page's console reported as errors. */
    public List<String> errors() {
        return errors;
    }

    private JsonObject call(String method, JsonObject parameters) throws Exception {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        answers.put(id, answer);
        String message = new JsonObject()
                .put("id", id)
                .put("method", method)
                .put("params", parameters)
                .encode();
        socket.sendText(message, true).get(ANSWER_SECONDS, TimeUnit.SECONDS);
        return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    }

    private static int portOf(Process process, Path profile) throws Exception {
        Path file = profile.resolve("DevToolsActivePort");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(ANSWER_SECONDS);
        while (System.nanoTime() < end && process.isAlive()) {
            if (Files.exists(file) && Files.size(file) > 0) {
                return Integer.parseInt(Files.readAllLines(file).get(0));
            }
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
        throw new IOException("Chromium did not start: " + Files.readString(profile.resolve("chromium.log")));
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    /** Joins the parts of messages; answers are handed to who asked, errors are kept. */
    private final class Messages implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                take(new JsonObject(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        private void take(JsonObject message) {
            CompletableFuture<JsonObject> waiting = answers.remove(message.getInteger("id", -1));
            if (waiting != null) {
                waiting.complete(message.getJsonObject("result", new JsonObject()));
                return;
            }
            String method = message.getString("method", "");
            boolean bad = method.equals("Runtime.exceptionThrown")
                    || (method.equals("Log.entryAdded")
                            && "error"
                                    .equals(message.getJsonObject("params")
                                            .getJsonObject("entry")
                                            .getString("level")));
            if (bad) {
                errors.add(message.encode());
            }
        }
    }
}
