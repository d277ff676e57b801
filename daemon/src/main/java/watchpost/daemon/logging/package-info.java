/**
 * The backend of {@code System.Logger}: one compact line per record on standard error, fit for journald, with credentials taken out
 * as a last net. Any thread. Knows no part of the product.
 */
@NullMarked
package watchpost.daemon.logging;

import org.jspecify.annotations.NullMarked;
