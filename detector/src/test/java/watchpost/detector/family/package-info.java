/** Suppression and decoding on numbers that can be checked by hand. */
package watchpost.detector.family;
