/** The measures of accuracy on cases that were computed by hand. */
package watchpost.detector.accuracy;
