/**
 * The one source of the published contract, version 1: every topic, every payload with type, unit, range and meaning of each field, every
 * command. The JSON Schemas, the AsyncAPI document and the tables of docs/mqtt.md are made of it; words that enumerations of the program
 * stand for are taken from them, so that a new one cannot be forgotten. Pure values, any thread. Knows nothing of how messages are made
 * or carried.
 */
@NullMarked
package watchpost.alerts.contract.spec;

import org.jspecify.annotations.NullMarked;
