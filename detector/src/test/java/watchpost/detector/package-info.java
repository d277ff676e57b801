/** The detector held to pictures, to a plain computation of the same model, and to models that are wrong. */
package watchpost.detector;
