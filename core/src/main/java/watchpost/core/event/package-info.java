/**
 * What a rule concluded: rule events, measurements and levels, with the kinds and severities of the published contract. Values only.
 */
@NullMarked
package watchpost.core.event;

import org.jspecify.annotations.NullMarked;
