package watchpost.detector.text;

import java.nio.FloatBuffer;

/**
 * A rectangle in an input of floats {@code [batch, 3, height, width]}.
 *
 * @param offset where its first number of the first colour is
 * @param width of the rectangle
 * @param height of the rectangle
 * @param rowLength numbers from one row to the next
 * @param size numbers from one colour to the next
 */
record Plane(FloatBuffer values, int offset, int width, int height, int rowLength, int size) {}
