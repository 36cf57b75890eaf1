/**
 * What the values of a schedule hold while it is carried out, each from the task that writes it to
 * the last one that reads it.
 *
 * <p>May use: {@code core.schedule}, {@code numerics.tensor}, ND4J.
 */
package dev.lockstep.numerics.run.value;
