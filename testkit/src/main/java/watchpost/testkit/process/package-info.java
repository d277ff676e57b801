/**
 * Child processes of tests: started with their output kept, ended with the one that started them. Called from any thread. Must not
 * know what the programs do.
 */
@NullMarked
package watchpost.testkit.process;

import org.jspecify.annotations.NullMarked;
