/** Text in pictures, with real models. */
package watchpost.detector.text;
