/** The protocol buffer editor, held to files that others wrote; rewritten graphs, held to the published ones. */
package watchpost.detector.graph;
