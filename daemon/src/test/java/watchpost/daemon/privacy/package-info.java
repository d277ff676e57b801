@org.jspecify.annotations.NullMarked
package watchpost.daemon.privacy;
