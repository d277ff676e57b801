/** Certificates for tests, made anew with openssl. Called from any thread. Must not know who uses them. */
@NullMarked
package watchpost.testkit.tls;

import org.jspecify.annotations.NullMarked;
