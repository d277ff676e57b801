package watchpost.alerts.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import watchpost.alerts.tls.Authorities;
import watchpost.alerts.tls.CertificateTrouble;

/**
 * Makes the sockets to the relay and can cut the one that is in use, which ends whatever waits for it: a relay that says a little now
 * and then would else keep its reader for ever.
 */
final class Sockets {
    private final SSLSocketFactory tls;
    private volatile @Nullable Socket current;

    /** @throws CertificateTrouble if the file of authorities cannot be used */
    Sockets(MailSettings.Server server) throws CertificateTrouble, GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, Authorities.of("mail.ca-file", server.caFile()), null);
        this.tls = context.getSocketFactory();
    }

    /** Any thread. */
    void cut() {
        Socket socket = current;
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                // it is of no use any more either way
                current = null;
            }
        }
    }

    private Socket note(Socket socket) {
        current = socket;
        return socket;
    }

    SocketFactory plain() {
        return new Noting(SocketFactory.getDefault());
    }

    /** Encrypts what is connected already. */
    SSLSocketFactory encrypted() {
        return new Encrypting();
    }

    private final class Noting extends SocketFactory {
        private final SocketFactory maker;

        Noting(SocketFactory maker) {
            this.maker = maker;
        }

        @Override
        public Socket createSocket() throws IOException {
            return note(maker.createSocket());
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return note(maker.createSocket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return note(maker.createSocket(host, port, local, localPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return note(maker.createSocket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return note(maker.createSocket(host, port, local, localPort));
        }
    }

    private final class Encrypting extends SSLSocketFactory {
        @Override
        public Socket createSocket(Socket connected, String host, int port, boolean close) throws IOException {
            // the inner socket is the one to cut: closing the outer one waits for whoever writes
            note(connected);
            return tls.createSocket(connected, host, port, close);
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return tls.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return tls.getSupportedCipherSuites();
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return note(tls.createSocket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return note(tls.createSocket(host, port, local, localPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return note(tls.createSocket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return note(tls.createSocket(host, port, local, localPort));
        }
    }
}
