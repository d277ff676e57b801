@org.jspecify.annotations.NullMarked
package watchpost.detector.watch;
