/**
 * Annotations that say of a record's component what the schema says of a key: words, bounds,
 * defaults.
 *
 * <p>May use: the JDK.
 */
package dev.lockstep.scenarios.scenario.key;
