/**
 * Certificates of authorities out of PEM files. Reads a file whenever it is asked, on any thread that may wait; knows no protocol.
 */
@NullMarked
package watchpost.alerts.tls;

import org.jspecify.annotations.NullMarked;
