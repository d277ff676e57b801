/** Models tried in a process of their own. */
package watchpost.detector.trial;
