/** The protocol buffer editor, held to files that others wrote. */
package watchpost.detector.onnx;
