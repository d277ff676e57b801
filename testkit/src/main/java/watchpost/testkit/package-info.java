/**
 * What tests and the demo need and users may use too. Here lie the classes that everything else starts from: the bundled clip, the
 * real peers of a test, and waiting with a deadline. By concern: {@code rtsp} has the cameras, {@code net} the proxy that breaks
 * connections, {@code mqtt} the brokers and a subscriber, {@code delivery} the judge of what subscribers received, {@code property}
 * the property runner, {@code scenario} made-up scenes, {@code process} and {@code tls} child processes and certificates. Called from
 * any thread. Must not know the daemon nor any module but core.
 */
@NullMarked
package watchpost.testkit;

import org.jspecify.annotations.NullMarked;
