/**
 * A small language with long-range agreement, spoken at random with the probability of each of its
 * characters.
 *
 * <p>May use: the JDK.
 */
package dev.lockstep.numerics.data.generated.grammar;
