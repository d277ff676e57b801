package watchpost.testkit.tls;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import watchpost.testkit.Peers;
import watchpost.testkit.process.ChildProcess;
import watchpost.testkit.process.WorkFolder;

/**
 * A certificate authority that nobody trusts yet, valid for two days, made with the {@code openssl} of the machine (3.0 or newer); its
 * files lie in a folder of its own until it is closed. Any thread.
 */
public final class TestAuthority implements AutoCloseable {
    private static final List<String> KEY =
            List.of("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2");

    private final WorkFolder folder = WorkFolder.create("authority");
    private final Path openssl;
    private final Identity self;

    /** Where a certificate and its key lie, both PEM, the key without a password. */
    public record Identity(Path certificate, Path key) {}

    private TestAuthority(Path openssl) {
        this.openssl = openssl;
        try {
            this.self = make("ca", List.of("basicConstraints=critical,CA:TRUE"), List.of());
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** Makes an authority; skips the test where there is no openssl. */
    public static TestAuthority create() {
        return new TestAuthority(Peers.openssl());
    }

    /** Its own certificate, PEM: what a client is told to trust. */
    public Path certificate() {
        return self.certificate();
    }

    /**
     * Makes a certificate.
     *
     * @param name file name and common name
     * @param alternatives whom it is for, as openssl writes them: {@code DNS:localhost}, {@code IP:127.0.0.1}; empty for clients
     */
    public Identity issue(String name, List<String> alternatives) {
        List<String> extensions = alternatives.isEmpty()
                ? List.of("basicConstraints=CA:FALSE")
                : List.of("basicConstraints=CA:FALSE", "subjectAltName=" + String.join(",", alternatives));
        return make(
                name,
                extensions,
                List.of("-CA", certificate().toString(), "-CAkey", self.key().toString()));
    }

    private Identity make(String name, List<String> extensions, List<String> signer) {
        Identity made = new Identity(folder.file(name + ".pem"), folder.file(name + ".key"));
        List<String> lines = new ArrayList<>(List.of(
                "[req]", "distinguished_name=who", "x509_extensions=extensions", "prompt=no", "[who]", "CN=" + name));
        lines.add("[extensions]");
        lines.addAll(extensions);
        Path request = folder.write(name + ".conf", lines);
        List<String> command = new ArrayList<>(List.of(openssl.toString(), "req", "-x509"));
        command.addAll(KEY);
        command.addAll(List.of("-config", request.toString()));
        command.addAll(signer);
        command.addAll(List.of(
                "-keyout", made.key().toString(), "-out", made.certificate().toString()));
        ChildProcess.run(command, folder.file("openssl.log"));
        return made;
    }

    @Override
    public void close() {
        folder.close();
    }
}
