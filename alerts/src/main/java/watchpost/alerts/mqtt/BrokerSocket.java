package watchpost.alerts.mqtt;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.client.mqttv3.internal.NetworkModule;
import org.jspecify.annotations.Nullable;
import watchpost.core.time.Ticker;

/**
 * The connection below Paho, TCP or TLS. Made here instead of by Paho for three reasons: it tells when something was heard from the
 * broker; it sends at once (no Nagle delay); and it works round Paho's start, in which a thread waits for ever if the connection ends
 * before all of Paho's threads run, as with a broker that accepts and closes.
 */
final class BrokerSocket implements NetworkModule {
    /** The end of a connection is not shown to Paho before it is this old; Paho's start takes up to 0.3 s. */
    private static final Duration YOUTH = Duration.ofSeconds(1);

    private final BrokerAddress broker;
    private final Optional<SSLSocketFactory> tls;
    private final Duration patience;
    private final Ticker ticker;
    private final Runnable heard;
    private volatile @Nullable Socket socket;
    private volatile long startedAt;

    /**
     * @param patience for the connection and, again, for the TLS handshake
     * @param heard called on Paho's receiver thread whenever something came from the broker
     */
    BrokerSocket(
            BrokerAddress broker, Optional<SSLSocketFactory> tls, Duration patience, Ticker ticker, Runnable heard) {
        this.broker = broker;
        this.tls = tls;
        this.patience = patience;
        this.ticker = ticker;
        this.heard = heard;
    }

    @Override
    public void start() throws IOException {
        Socket plain = new Socket();
        socket = plain;
        startedAt = ticker.nanoTime();
        plain.setTcpNoDelay(true);
        plain.setKeepAlive(true);
        plain.connect(new InetSocketAddress(broker.host(), broker.port()), Math.toIntExact(patience.toMillis()));
        if (tls.isPresent()) {
            socket = secured(plain, tls.get());
        }
    }

    private Socket secured(Socket plain, SSLSocketFactory factory) throws IOException {
        SSLSocket secured = (SSLSocket) factory.createSocket(plain, broker.host(), broker.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        // compares the certificate's names with the host's
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.setSoTimeout(Math.toIntExact(patience.toMillis()));
        secured.startHandshake();
        secured.setSoTimeout(0);
        startedAt = ticker.nanoTime();
        return secured;
    }

    private Socket connected() throws IOException {
        Socket current = socket;
        if (current == null) {
            throw new IOException("not connected");
        }
        return current;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new Listening(connected().getInputStream());
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return connected().getOutputStream();
    }

    @Override
    public void stop() throws IOException {
        Socket current = socket;
        if (current != null) {
            current.close();
        }
    }

    @Override
    public String getServerURI() {
        return broker.serverUri();
    }

    private final class Listening extends FilterInputStream {
        Listening(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return noted(super.read());
            } catch (IOException e) {
                growUp();
                throw e;
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return noted(super.read(bytes, offset, length));
            } catch (IOException e) {
                growUp();
                throw e;
            }
        }

        private int noted(int result) {
            if (result < 0) {
                growUp();
            } else {
                heard.run();
            }
            return result;
        }

        private void growUp() {
            long left = YOUTH.toNanos() - (ticker.nanoTime() - startedAt);
            while (left > 0 && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(this, left);
                left = YOUTH.toNanos() - (ticker.nanoTime() - startedAt);
            }
        }
    }
}
