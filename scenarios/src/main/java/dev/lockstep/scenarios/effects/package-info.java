/**
 * Studies of what strategies do to accuracy: many training runs, and claims that are held against
 * them.
 *
 * <p>May use: {@code train}, {@code scenario}, {@code prepare}, {@code format}, {@code run}.
 */
package dev.lockstep.scenarios.effects;
