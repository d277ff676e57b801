/** What is read of which object, and when. */
package watchpost.detector.second;
