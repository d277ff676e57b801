/** The whole way of a picture to detections, held to plain computations that share no code with it. */
package watchpost.daemon.accuracy;
