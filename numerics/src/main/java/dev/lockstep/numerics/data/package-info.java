/**
 * What networks are trained on: files that a user has, and sets that are generated from a seed.
 *
 * <p>May use: ND4J.
 */
package dev.lockstep.numerics.data;
