/** Cards and files that are wrong, each refused in one clear sentence. */
package watchpost.detector.model;
