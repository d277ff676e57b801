/** What each provider is opened with. */
package watchpost.detector.onnx;
