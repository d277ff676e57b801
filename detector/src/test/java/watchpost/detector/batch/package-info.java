/** The slots and the batcher held to their promises, step by step with a held clock. */
package watchpost.detector.batch;
