package watchpost.capture.rtsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class AuthenticationTest {
    /** The example of RFC 2617, section 3.5. */
    @Test
    void answersTheExampleOfTheStandard() {
        Authentication mufasa = new Authentication("Mufasa", "Circle Of Life", "0a4f113b");
        assertTrue(mufasa.accept(List.of("Digest realm=\"testrealm@host.com\", qop=\"auth,auth-int\","
                + " nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"")));
        String header = mufasa.header("GET", "/dir/index.html").orElseThrow();
        assertTrue(header.contains("response=\"6629fae49393a05397450978507c4ef1\""), header);
        assertTrue(header.contains("qop=auth, nc=00000001, cnonce=\"0a4f113b\""), header);
        assertTrue(header.contains("opaque=\"5ccc069c403ebaf9f0171e9517f40e41\""), header);
        assertTrue(mufasa.header("GET", "/").orElseThrow().contains("nc=00000002"));
    }

    /** The example of RFC 7616, section 3.9.1. */
    @Test
    void answersWithSha256() {
        Authentication mufasa =
                new Authentication("Mufasa", "Circle of Life", "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");
        assertTrue(mufasa.accept(List.of("Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\","
                + " algorithm=SHA-256, nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\","
                + " opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"")));
        String header = mufasa.header("GET", "/dir/index.html").orElseThrow();
        assertTrue(
                header.contains("response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\""),
                header);
    }

    @Test
    void prefersDigestAndFallsBackToBasic() {
        Authentication both = new Authentication("Aladdin", "open sesame", "x");
        assertTrue(both.accept(List.of("Basic realm=\"cam\"", "Digest realm=\"cam\", nonce=\"1\"")));
        assertTrue(both.header("DESCRIBE", "rtsp://cam/").orElseThrow().startsWith("Digest "));
        assertTrue(both.accept(List.of("Basic realm=\"cam\"")));
        assertEquals(
                "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
                both.header("DESCRIBE", "rtsp://cam/").orElseThrow());
    }

    @Test
    void hasNothingToSayWithoutCredentialsOrToStrangers() {
        assertFalse(new Authentication("", "", "x").accept(List.of("Basic realm=\"cam\"")));
        assertFalse(new Authentication("a", "b", "x").accept(List.of("Negotiate", "Digest realm=\"cam\"")));
        assertFalse(new Authentication("a", "b", "x").accept(List.of("Digest nonce=\"1\", algorithm=SHA-512-256")));
        assertTrue(
                new Authentication("a", "b", "x").header("PLAY", "rtsp://cam/").isEmpty());
    }
}
