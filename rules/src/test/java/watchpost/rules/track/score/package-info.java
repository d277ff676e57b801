/** The measures of following on cases that were computed by hand. */
package watchpost.rules.track.score;
